package io.zoetrope.connectors.objects;

import io.zoetrope.domain.ThumbnailRemoval;
import io.zoetrope.domain.picture.Thumbnail;
import java.nio.file.Path;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** Stores and removes pictures as a job does that takes a checkpoint after them. */
public final class TestingKeyFrames {
    private TestingKeyFrames() {}

    public static void store(String root, Thumbnail... images) throws Exception {
        try (ThumbnailWriter writer = open(root)) {
            for (Thumbnail image : images) {
                writer.write(image, null);
            }
            writer.flush(false);
        }
    }

    /** Removes pictures as is done once a checkpoint is complete. */
    public static void remove(String root, ThumbnailRemoval removal) throws Exception {
        new ThumbnailRemover(ObjectFolder.open(root)).remove(removal);
    }

    /** The least that counts as a JPEG. */
    public static byte[] jpeg() {
        return new byte[] {
            (byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 4, 1, 2, (byte) 0xff, (byte) 0xd9
        };
    }

    static ThumbnailWriter open(String root) throws Exception {
        return open(ObjectFolder.open(root));
    }

    static ThumbnailWriter open(FileSystem files, Path root) {
        return open(new ObjectFolder(files, new org.apache.flink.core.fs.Path(root.toUri())));
    }

    private static ThumbnailWriter open(ObjectFolder folder) {
        return new ThumbnailWriter(
                folder, 4, UnregisteredMetricsGroup.createSinkWriterMetricGroup());
    }
}
