package io.zoetrope.connectors.objects;

import io.zoetrope.connectors.Waiting;
import io.zoetrope.domain.Thumbnail;
import io.zoetrope.domain.ThumbnailRemoval;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.flink.api.connector.sink2.Committer.CommitRequest;
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

    /** Removes pictures as a completed checkpoint does, and goes on until the store looks so. */
    public static void remove(
            String root, ThumbnailRemoval removal, Callable<Boolean> untilTheStoreLooksSo)
            throws Exception {
        try (ThumbnailRemover remover =
                new ThumbnailRemover(
                        ObjectFolder.open(root), new UnregisteredMetricsGroup(), 3, 100)) {
            remover.commit(requests(removal));
            Waiting.until(untilTheStoreLooksSo);
        }
    }

    /** The least that counts as a JPEG. */
    public static byte[] jpeg() {
        return new byte[] {
            (byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 4, 1, 2, (byte) 0xff, (byte) 0xd9
        };
    }

    static List<CommitRequest<ThumbnailRemoval>> requests(ThumbnailRemoval... removals) {
        return Stream.of(removals)
                .<CommitRequest<ThumbnailRemoval>>map(TestingRequest::new)
                .toList();
    }

    /** Flink is never asked to do it later, and never told that it went wrong. */
    private record TestingRequest(ThumbnailRemoval removal)
            implements CommitRequest<ThumbnailRemoval> {
        @Override
        public ThumbnailRemoval getCommittable() {
            return removal;
        }

        @Override
        public int getNumberOfRetries() {
            return 0;
        }

        @Override
        public void signalFailedWithKnownReason(Throwable reason) {
            throw new AssertionError("a removal fails no job", reason);
        }

        @Override
        public void signalFailedWithUnknownReason(Throwable reason) {
            throw new AssertionError("a removal fails no job", reason);
        }

        @Override
        public void retryLater() {
            throw new AssertionError("the task would wait");
        }

        @Override
        public void updateAndRetryLater(ThumbnailRemoval changed) {
            throw new AssertionError("the task would wait");
        }

        @Override
        public void signalAlreadyCommitted() {
            throw new AssertionError("nobody else commits");
        }
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
