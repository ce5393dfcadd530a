package io.zoetrope.jobs;

import io.zoetrope.connectors.parquet.ArchivedRemoval;
import io.zoetrope.domain.DialogueLine;
import io.zoetrope.domain.FrameRecord;
import io.zoetrope.domain.Moment;
import io.zoetrope.domain.ScreenText;
import io.zoetrope.domain.Shot;
import io.zoetrope.domain.SoundWindow;
import io.zoetrope.domain.TrackedObject;
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
