package io.zoetrope.jobs;

import io.zoetrope.connectors.parquet.ArchivedRemoval;
import io.zoetrope.domain.finding.DialogueLine;
import io.zoetrope.domain.finding.FrameRecord;
import io.zoetrope.domain.finding.Moment;
import io.zoetrope.domain.finding.ScreenText;
import io.zoetrope.domain.finding.Shot;
import io.zoetrope.domain.finding.SoundWindow;
import io.zoetrope.domain.finding.TrackedObject;
import org.apache.flink.api.connector.sink2.Sink;

/** The tables of the archive, each as the sink that fills it. */
public record ArchiveEndpoints(
        Sink<FrameRecord> frames,
        Sink<Moment> moments,
        Sink<Shot> shots,
        Sink<TrackedObject> tracks,
        Sink<SoundWindow> sounds,
        Sink<DialogueLine> dialogue,
        Sink<ScreenText> text,
        Sink<ArchivedRemoval> removals) {}
