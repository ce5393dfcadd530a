package io.zoetrope.connectors.parquet;

import io.zoetrope.connectors.TestingRecords;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.finding.DialogueLine;
import io.zoetrope.domain.finding.Finding;
import io.zoetrope.domain.finding.FrameRecord;
import io.zoetrope.domain.finding.IndexChange;
import io.zoetrope.domain.finding.Moment;
import io.zoetrope.domain.finding.ScreenText;
import io.zoetrope.domain.finding.Shot;
import io.zoetrope.domain.finding.SoundWindow;
import io.zoetrope.domain.finding.TrackedObject;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A small job that archives records with known values, on a cluster in this process. */
final class ArchiveJob {
    static final int FRAMES = 400;
    static final int MOMENTS = 30;
    static final int OBJECTS = 30;
    static final int SHOTS = 30;

    /** Sounds, lines and texts, each. */
    static final int WORDS = 8;

    private ArchiveJob() {}

    /** The first third is of a video that was removed, and came back with the second. */
    private static Moment moment(int i) {
        String video = i < 2 * MOMENTS / 3 ? "removed" : "video";
        long life = i < MOMENTS / 3 ? TestingRecords.GENERATION : TestingRecords.GENERATION + 2;
        return TestingRecords.inGeneration(life, TestingRecords.moment(video, i));
    }

    /** What the index hears, among other changes; another tenant's video has the same id. */
    private static List<IndexChange> removals() {
        VideoRef removed = TestingRecords.video("removed");
        VideoRef theirs = new VideoRef("video", "other", "", "s3a://theirs/video.mp4", "1");
        long generation = TestingRecords.GENERATION + 1;
        return List.of(
                IndexChange.of(TestingRecords.moment("video", 0)),
                IndexChange.removal(removed, generation),
                IndexChange.removal(theirs, Long.MAX_VALUE));
    }

    /** As the index hears them, all kinds among each other. */
    private static List<IndexChange> findings() {
        List<IndexChange> all = new ArrayList<>();
        for (int i = 0; i < WORDS; i++) {
            for (FindingKind kind : FindingKind.values()) {
                all.add(
                        IndexChange.of(
                                TestingRecords.finding(
                                        kind, "video", TestingRecords.GENERATION, i)));
            }
        }
        return all;
    }

    static void run(String root, Configuration configuration) throws Exception {
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment flink =
                StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
        flink.enableCheckpointing(200);
        flink.fromSequence(0, FRAMES - 1)
                .map(i -> TestingRecords.frame("video", i.intValue()))
                .returns(TypeInformation.of(FrameRecord.class))
                .sinkTo(ArchiveSinks.frames(new Path(root)));
        flink.fromSequence(0, MOMENTS - 1)
                .map(i -> moment(i.intValue()))
                .returns(TypeInformation.of(Moment.class))
                .sinkTo(ArchiveSinks.moments(new Path(root)));
        flink.fromSequence(0, OBJECTS - 1)
                .map(i -> TestingRecords.object("video", i.intValue()))
                .returns(TypeInformation.of(TrackedObject.class))
                .sinkTo(ArchiveSinks.tracks(new Path(root)));
        flink.fromSequence(0, SHOTS - 1)
                .map(i -> TestingRecords.shot("video", TestingRecords.GENERATION, i.intValue()))
                .returns(TypeInformation.of(Shot.class))
                .sinkTo(ArchiveSinks.shots(new Path(root)));
        flink.fromData(findings())
                .flatMap(new ArchivedFindings<>(Finding::sound))
                .returns(SoundWindow.class)
                .sinkTo(ArchiveSinks.sounds(new Path(root)));
        flink.fromData(findings())
                .flatMap(new ArchivedFindings<>(Finding::line))
                .returns(DialogueLine.class)
                .sinkTo(ArchiveSinks.dialogue(new Path(root)));
        flink.fromData(findings())
                .flatMap(new ArchivedFindings<>(Finding::text))
                .returns(ScreenText.class)
                .sinkTo(ArchiveSinks.text(new Path(root)));
        flink.fromData(removals())
                .flatMap(new ArchivedRemovals())
                .returns(TypeInformation.of(ArchivedRemoval.class))
                .sinkTo(ArchiveSinks.removals(new Path(root)));
        flink.execute("archive");
    }
}
