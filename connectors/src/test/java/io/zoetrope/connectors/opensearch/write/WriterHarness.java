package io.zoetrope.connectors.opensearch.write;

import static io.zoetrope.connectors.TestingRecords.moment;

import io.zoetrope.connectors.SharedNode;
import io.zoetrope.connectors.TestingDeadLetters;
import io.zoetrope.connectors.Waiting;
import io.zoetrope.connectors.opensearch.BulkOptions;
import io.zoetrope.connectors.opensearch.OpenSearchOptions;
import io.zoetrope.connectors.opensearch.PatientRefreshes;
import io.zoetrope.connectors.opensearch.TestingSearch;
import io.zoetrope.connectors.opensearch.setup.OpenSearchBootstrap;
import io.zoetrope.domain.finding.IndexChange;
import io.zoetrope.domain.status.VideoStatus;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** The operator that writes the index, and a proxy that makes faults between it and a real node. */
final class WriterHarness implements AutoCloseable {
    static final String REFRESH = "/moments,shots,objects,sounds,dialogue,texts/_refresh";

    private static final BulkOptions SMALL = new BulkOptions(10, 1 << 20, 500, 50, 20_000);

    final TestingDeadLetters letters = new TestingDeadLetters();
    final TestingSearch search;
    final TestingProxy proxy;
    private final boolean beside;
    private OneInputStreamOperatorTestHarness<IndexChange, VideoStatus> task;
    private long checkpoint;

    WriterHarness() throws Exception {
        String node = SharedNode.uri();
        OpenSearchBootstrap.prepare(OpenSearchOptions.of(node), TestingSearch.spaces());
        search = new TestingSearch(node);
        proxy = new TestingProxy(URI.create(node));
        beside = false;
        PatientRefreshes.of(proxy.uri());
        open(options -> options, null);
    }

    private WriterHarness(WriterHarness first) throws Exception {
        search = first.search;
        proxy = first.proxy;
        beside = true;
        open(options -> options, null);
    }

    /** Another subtask of the same process. To be closed before this one. */
    WriterHarness beside() throws Exception {
        return new WriterHarness(this);
    }

    private void open(UnaryOperator<OpenSearchOptions> change, OperatorSubtaskState state)
            throws Exception {
        OpenSearchOptions options = OpenSearchOptions.of(proxy.uri()).withBulk(SMALL);
        task =
                new OneInputStreamOperatorTestHarness<>(
                        new WriteIndexFactory(change.apply(options), letters));
        task.setup();
        if (state != null) {
            task.initializeState(state);
        }
        task.open();
    }

    /** A new task, as after a failure: what the old one held is gone. */
    void restart(UnaryOperator<OpenSearchOptions> change) throws Exception {
        cancel();
        open(change, null);
    }

    /** As {@link #restart}, from a checkpoint that is taken now. */
    void checkpointAndRestore() throws Exception {
        flush();
        OperatorSubtaskState state = task.snapshot(checkpoint, 0);
        cancel();
        open(options -> options, state);
    }

    /** Closes the task without its last flush, which the harness's own close does. */
    private void cancel() throws Exception {
        task.getOperator().close();
    }

    void write(IndexChange... changes) throws Exception {
        for (IndexChange change : changes) {
            task.processElement(change, 0);
        }
    }

    void writeMoments(String videoId, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            write(IndexChange.of(moment(videoId, i)));
        }
    }

    /** As a checkpoint does before its barrier goes on. */
    void flush() throws Exception {
        task.prepareSnapshotPreBarrier(++checkpoint);
    }

    /** Lets timers fire that are due by then. */
    void advance(long ms) throws Exception {
        task.setProcessingTime(task.getProcessingTime() + ms);
    }

    /** Does what a task does while no input comes, until something is so. */
    void idleUntil(Callable<Boolean> condition) throws Exception {
        Waiting.until(
                () -> {
                    for (Optional<Mail> mail;
                            (mail = task.getTaskMailbox().tryTake(0)).isPresent(); ) {
                        mail.get().run();
                    }
                    return condition.call();
                });
    }

    /** Statuses that were given back since the last start. */
    List<VideoStatus> told() {
        return task.extractOutputValues();
    }

    List<String> paths() {
        return proxy.seen().stream().map(TestingProxy.Seen::path).toList();
    }

    @Override
    public void close() throws Exception {
        cancel();
        if (!beside) {
            proxy.close();
            search.close();
        }
    }
}
