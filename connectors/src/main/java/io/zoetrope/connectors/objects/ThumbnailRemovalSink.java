package io.zoetrope.connectors.objects;

import io.zoetrope.domain.ThumbnailRemoval;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Deletes the pictures of removed videos when the checkpoint that holds the removal is complete:
 * the index sink has then taken the moments away, and {@link ThumbnailSink} has stored all that was
 * on its way. Only pictures of earlier generations go, so a removal may be repeated at any time.
 *
 * <p>It works beside the tasks and never fails the job: {@link ThumbnailRemover} tries for minutes
 * and then says what is left. After a restart the removals of the last checkpoint are done again.
 */
public final class ThumbnailRemovalSink
        implements Sink<ThumbnailRemoval>, SupportsCommitter<ThumbnailRemoval> {
    private static final long serialVersionUID = 1L;
    private static final int ATTEMPTS = 9;
    private static final long FIRST_PAUSE_MS = 500;

    private final String root;

    private ThumbnailRemovalSink(String root) {
        this.root = root;
    }

    /**
     * @param root as {@link ThumbnailSink#create(String)} has it
     */
    public static ThumbnailRemovalSink create(String root) {
        return new ThumbnailRemovalSink(root);
    }

    @Override
    public SinkWriter<ThumbnailRemoval> createWriter(WriterInitContext context) {
        return new UntilCheckpoint();
    }

    @Override
    public Committer<ThumbnailRemoval> createCommitter(CommitterInitContext context)
            throws IOException {
        return new ThumbnailRemover(
                ObjectFolder.open(root), context.metricGroup(), ATTEMPTS, FIRST_PAUSE_MS);
    }

    @Override
    public SimpleVersionedSerializer<ThumbnailRemoval> getCommittableSerializer() {
        return new ThumbnailRemovalSerializer();
    }

    /** Gathers what the next checkpoint will release. */
    private static final class UntilCheckpoint
            implements CommittingSinkWriter<ThumbnailRemoval, ThumbnailRemoval> {
        private List<ThumbnailRemoval> removals = new ArrayList<>();

        @Override
        public void write(ThumbnailRemoval removal, Context context) {
            removals.add(removal);
        }

        @Override
        public void flush(boolean endOfInput) {
            // What is gathered leaves with prepareCommit.
        }

        @Override
        public Collection<ThumbnailRemoval> prepareCommit() {
            List<ThumbnailRemoval> released = removals;
            removals = new ArrayList<>();
            return released;
        }

        @Override
        public void close() {
            // Holds nothing open.
        }
    }
}
