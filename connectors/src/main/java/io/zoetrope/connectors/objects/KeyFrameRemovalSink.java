package io.zoetrope.connectors.objects;

import io.zoetrope.domain.KeyFrameRemoval;
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
 * the index sink has then taken the moments away, and {@link KeyFrameSink} has stored all that was
 * on its way. Only pictures of earlier generations go, so a removal may be repeated at any time.
 *
 * <p>It works beside the tasks and never fails the job: {@link KeyFrameRemover} tries for minutes
 * and then says what is left. After a restart the removals of the last checkpoint are done again.
 */
public final class KeyFrameRemovalSink
        implements Sink<KeyFrameRemoval>, SupportsCommitter<KeyFrameRemoval> {
    private static final long serialVersionUID = 1L;
    private static final int ATTEMPTS = 9;
    private static final long FIRST_PAUSE_MS = 500;

    private final String root;

    private KeyFrameRemovalSink(String root) {
        this.root = root;
    }

    /**
     * @param root as {@link KeyFrameSink#create(String)} has it
     */
    public static KeyFrameRemovalSink create(String root) {
        return new KeyFrameRemovalSink(root);
    }

    @Override
    public SinkWriter<KeyFrameRemoval> createWriter(WriterInitContext context) {
        return new UntilCheckpoint();
    }

    @Override
    public Committer<KeyFrameRemoval> createCommitter(CommitterInitContext context)
            throws IOException {
        return new KeyFrameRemover(
                ObjectFolder.open(root), context.metricGroup(), ATTEMPTS, FIRST_PAUSE_MS);
    }

    @Override
    public SimpleVersionedSerializer<KeyFrameRemoval> getCommittableSerializer() {
        return new KeyFrameRemovalSerializer();
    }

    /** Gathers what the next checkpoint will release. */
    private static final class UntilCheckpoint
            implements CommittingSinkWriter<KeyFrameRemoval, KeyFrameRemoval> {
        private List<KeyFrameRemoval> removals = new ArrayList<>();

        @Override
        public void write(KeyFrameRemoval removal, Context context) {
            removals.add(removal);
        }

        @Override
        public void flush(boolean endOfInput) {
            // What is gathered leaves with prepareCommit.
        }

        @Override
        public Collection<KeyFrameRemoval> prepareCommit() {
            List<KeyFrameRemoval> released = removals;
            removals = new ArrayList<>();
            return released;
        }

        @Override
        public void close() {
            // Holds nothing open.
        }
    }
}
