package io.zoetrope.connectors.parquet;

import io.zoetrope.domain.finding.DialogueLine;
import io.zoetrope.domain.finding.Found;
import io.zoetrope.domain.finding.FrameRecord;
import io.zoetrope.domain.finding.Moment;
import io.zoetrope.domain.finding.ScreenText;
import io.zoetrope.domain.finding.Shot;
import io.zoetrope.domain.finding.SoundWindow;
import io.zoetrope.domain.finding.TrackedObject;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.formats.parquet.ParquetWriterFactory;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;

/**
 * The Parquet archive below one object-store root: {@code archive/frames}, and {@code moments},
 * {@code shots}, {@code tracks}, {@code sounds}, {@code dialogue} and {@code text} beside it,
 * partitioned by model and date, and {@code archive/removals}, which says what of them no longer
 * counts. Exactly once: a file appears under its name, {@code part-*.parquet}, when the checkpoint
 * that covers it is complete. While it is written it has a dot before its name (or is an unfinished
 * upload in S3), which readers skip; {@code part-*.parquet} matches finished files only.
 */
public final class ArchiveSinks {
    private ArchiveSinks() {}

    /** One row per observed frame, with its vector and detections. */
    public static Sink<FrameRecord> frames(Path root) {
        return sink(
                new Path(root, "archive/frames"), ArchiveWriters.frames(), ModelAndDate.ofFrames());
    }

    /** One row per moment. */
    public static Sink<Moment> moments(Path root) {
        return found(root, "archive/moments", ArchiveWriters.moments());
    }

    /** One row per object that was followed, with its boxes. */
    public static Sink<TrackedObject> tracks(Path root) {
        return found(root, "archive/tracks", ArchiveWriters.tracks());
    }

    /** One row per shot, partitioned by the rules that found it as by a model. */
    public static Sink<Shot> shots(Path root) {
        return found(root, "archive/shots", ArchiveWriters.shots());
    }

    /** One row per window of sound. */
    public static Sink<SoundWindow> sounds(Path root) {
        return found(root, "archive/sounds", ArchiveWriters.sounds());
    }

    /** One row per line that is said or shown as a subtitle. */
    public static Sink<DialogueLine> dialogue(Path root) {
        return found(root, "archive/dialogue", ArchiveWriters.dialogue());
    }

    /** One row per sign or caption on the screen. */
    public static Sink<ScreenText> text(Path root) {
        return found(root, "archive/text", ArchiveWriters.text());
    }

    /** One row per removed video, partitioned by the date of the removal alone. */
    public static Sink<ArchivedRemoval> removals(Path root) {
        return sink(
                new Path(root, "archive/removals"),
                ArchiveWriters.removals(),
                ModelAndDate.ofRemovals());
    }

    private static <T extends Found> Sink<T> found(
            Path root, String folder, ParquetWriterFactory<T> format) {
        return sink(new Path(root, folder), format, ModelAndDate.ofFindings());
    }

    private static <T> Sink<T> sink(
            Path folder, ParquetWriterFactory<T> format, ModelAndDate<T> partitions) {
        return new PatientArchive<>(
                folder,
                format,
                partitions,
                OutputFileConfig.builder()
                        .withPartPrefix("part")
                        .withPartSuffix(".parquet")
                        .build());
    }
}
