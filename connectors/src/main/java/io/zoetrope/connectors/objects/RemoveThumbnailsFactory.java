package io.zoetrope.connectors.objects;

import io.zoetrope.domain.ThumbnailRemoval;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/**
 * Makes the operator that deletes the pictures of removed videos once a checkpoint that holds the
 * removal is complete: the index has then taken the moments away, and {@link ThumbnailSink} has
 * stored all that was on its way. Only pictures of earlier generations go, so a removal may be
 * repeated at any time. It gives nothing back.
 *
 * <p>A removal is in the state of every checkpoint until its pictures are gone. What the store does
 * not take is tried again at the next checkpoint, without end; the job goes on meanwhile. At most
 * {@link #MOST_HELD} are held by a subtask: beyond that, the oldest is done at once and the stream
 * waits for it; a picture of it that is still on its way then stays.
 */
public final class RemoveThumbnailsFactory extends AbstractStreamOperatorFactory<Void>
        implements OneInputStreamOperatorFactory<ThumbnailRemoval, Void> {
    /** About 10 MB of state. */
    public static final int MOST_HELD = 50_000;

    private static final long serialVersionUID = 1L;

    private final RemoveThumbnails.Store store;
    private final int mostHeld;

    RemoveThumbnailsFactory(RemoveThumbnails.Store store, int mostHeld) {
        this.store = store;
        this.mostHeld = mostHeld;
    }

    /**
     * @param root as {@link ThumbnailSink#create(String)} has it
     */
    public static RemoveThumbnailsFactory create(String root) {
        return new RemoveThumbnailsFactory(() -> ObjectFolder.open(root), MOST_HELD);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T extends StreamOperator<Void>> T createStreamOperator(
            StreamOperatorParameters<Void> parameters) {
        return (T) new RemoveThumbnails(parameters, store, mostHeld);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader loader) {
        return RemoveThumbnails.class;
    }
}
