package io.zoetrope.connectors.objects;

import io.zoetrope.connectors.Backoff;
import io.zoetrope.connectors.Patience;
import io.zoetrope.connectors.StoreBreaker;
import io.zoetrope.domain.ThumbnailRemoval;
import java.io.IOException;
import java.io.Serializable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * See {@link RemoveThumbnailsFactory}. Pictures are deleted on threads of its own; what is held is
 * changed on the task's thread only.
 */
final class RemoveThumbnails extends AbstractStreamOperator<Void>
        implements OneInputStreamOperator<ThumbnailRemoval, Void> {
    private static final long serialVersionUID = 1L;
    private static final int THREADS = 2;
    private static final long LONGEST_PAUSE_MS = 10_000;

    /** A store that is down is not asked for each of the removals in one round. */
    private static final int FAILURES_IN_A_ROW = 3;

    private final Store store;
    private final int mostHeld;
    private final transient MailboxExecutor mailbox;

    private transient ListState<ThumbnailRemoval> state;
    private transient HeldRemovals held;
    private transient ThumbnailRemover remover;
    private transient StoreBreaker breaker;
    private transient Patience patience;
    private transient ExecutorService threads;
    private transient Counter pictures;
    private transient Counter done;
    private transient Counter retries;
    private transient Counter early;

    /** Where the pictures lie. */
    @FunctionalInterface
    interface Store extends Serializable {
        ObjectFolder open() throws IOException;
    }

    RemoveThumbnails(StreamOperatorParameters<Void> parameters, Store store, int mostHeld) {
        super(parameters);
        this.store = store;
        this.mostHeld = mostHeld;
        this.mailbox = parameters.getMailboxExecutor();
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        state =
                context.getOperatorStateStore()
                        .getListState(
                                new ListStateDescriptor<>("removals", ThumbnailRemoval.class));
        held = new HeldRemovals();
        for (ThumbnailRemoval removal : state.get()) {
            held.add(removal);
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        MetricGroup group = getMetricGroup();
        pictures = RemovalMetric.PICTURES.register(group);
        done = RemovalMetric.DONE.register(group);
        retries = RemovalMetric.RETRIES.register(group);
        early = RemovalMetric.EARLY.register(group);
        group.gauge(RemovalMetric.HELD, (Gauge<Integer>) held::size);
        breaker =
                StoreBreaker.register(
                        "The object store, asked to delete pictures,",
                        RemovalMetric.BREAKER_OPEN,
                        group);
        patience = new Patience(breaker, LONGEST_PAUSE_MS);
        remover = new ThumbnailRemover(store.open());
        threads = Executors.newFixedThreadPool(THREADS, RemoveThumbnails::thread);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "key-frame-removals");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void processElement(StreamRecord<ThumbnailRemoval> element) throws Exception {
        held.add(element.getValue());
        while (held.size() > mostHeld) {
            removeNow(held.oldest());
        }
    }

    private void removeNow(ThumbnailRemoval removal) throws InterruptedException {
        Backoff backoff = patience.begin();
        for (; ; ) {
            try {
                pictures.inc(remover.remove(removal));
                patience.answered();
                break;
            } catch (IOException e) {
                retries.inc();
                backoff.pause(removal + ": " + e);
            }
        }
        early.inc();
        held.done(removal);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        state.update(held.snapshot(context.getCheckpointId()));
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        super.notifyCheckpointComplete(checkpointId);
        AtomicInteger failures = new AtomicInteger();
        for (ThumbnailRemoval removal : held.begin(checkpointId)) {
            threads.execute(() -> tryOnce(removal, failures));
        }
    }

    /** On a thread of its own. What is not the store's failure fails the task. */
    private void tryOnce(ThumbnailRemoval removal, AtomicInteger failures) {
        boolean gone = false;
        Throwable defect = null;
        try {
            if (failures.get() < FAILURES_IN_A_ROW) {
                pictures.inc(remover.remove(removal));
                breaker.answered();
                failures.set(0);
                done.inc();
                gone = true;
            }
        } catch (IOException e) {
            failures.incrementAndGet();
            retries.inc();
            breaker.failed(removal + ": " + e);
        } catch (RuntimeException | Error e) {
            defect = e;
        }
        tell(removal, gone, defect);
    }

    /**
     * @param defect null if there was none
     */
    private void tell(ThumbnailRemoval removal, boolean gone, Throwable defect) {
        try {
            mailbox.execute(
                    () -> {
                        if (gone) {
                            held.done(removal);
                        } else {
                            held.putBack(removal);
                        }
                        if (defect != null) {
                            throw new IllegalStateException("cannot do " + removal, defect);
                        }
                    },
                    "removal of key frames");
        } catch (RejectedExecutionException closed) {
            LOG.debug("the task ended before {} was told of", removal, closed);
        }
    }

    @Override
    public void close() throws Exception {
        if (threads != null) {
            patience.end();
            threads.shutdownNow();
        }
        super.close();
    }
}
