package io.zoetrope.connectors.objects;

import io.zoetrope.domain.picture.Thumbnail;
import java.io.IOException;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Stores key frames below an object-store root through Flink's file systems. At least once, and
 * effectively once, because a replay overwrites a picture with the same bytes: a checkpoint
 * completes only when every picture before it is stored.
 */
public final class ThumbnailSink implements Sink<Thumbnail> {
    private static final long serialVersionUID = 1L;
    private static final int PARALLEL_WRITES = 4;

    private final String root;
    private final int parallelWrites;

    private ThumbnailSink(String root, int parallelWrites) {
        this.root = root;
        this.parallelWrites = parallelWrites;
    }

    /**
     * @param root uri of a folder such as {@code file:///data} or {@code s3a://bucket/zoetrope}
     */
    public static ThumbnailSink create(String root) {
        return create(root, PARALLEL_WRITES);
    }

    /**
     * @param parallelWrites how many pictures each subtask stores at once; the same number may wait
     */
    public static ThumbnailSink create(String root, int parallelWrites) {
        return new ThumbnailSink(root, parallelWrites);
    }

    @Override
    public SinkWriter<Thumbnail> createWriter(WriterInitContext context) throws IOException {
        return new ThumbnailWriter(ObjectFolder.open(root), parallelWrites, context.metricGroup());
    }
}
