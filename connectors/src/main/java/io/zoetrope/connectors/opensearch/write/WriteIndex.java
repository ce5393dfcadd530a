package io.zoetrope.connectors.opensearch.write;

import io.zoetrope.connectors.DeadLetterSender;
import io.zoetrope.connectors.Patience;
import io.zoetrope.connectors.StoreBreaker;
import io.zoetrope.connectors.opensearch.EndedVideo;
import io.zoetrope.connectors.opensearch.JointRefreshes;
import io.zoetrope.connectors.opensearch.OpenSearchMetric;
import io.zoetrope.connectors.opensearch.OpenSearchOptions;
import io.zoetrope.connectors.opensearch.SearchConnection;
import io.zoetrope.connectors.opensearch.SinkMetrics;
import io.zoetrope.domain.finding.IndexChange;
import io.zoetrope.domain.status.VideoStatus;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Writes moments and statuses to OpenSearch and gives back each status when it stands there: a last
 * one when the video's moments are found and its own document is acknowledged. So what is told
 * behind this is true. Made by {@link WriteIndexFactory}.
 *
 * <p>Batches are filled on the task's thread and applied on one other. All of it is in the indexes
 * before a checkpoint's barrier goes on, so state is only which videos ended soon after the task
 * began: these are swept a second time. While OpenSearch is away the stream waits here, without
 * end.
 */
final class WriteIndex extends AbstractStreamOperator<VideoStatus>
        implements OneInputStreamOperator<IndexChange, VideoStatus> {
    private static final long serialVersionUID = 1L;
    private static final String STORE = "OpenSearch";
    private static final long SOON_MS = 1_000;

    private final OpenSearchOptions options;
    private final DeadLetterSender deadLetters;
    private final transient MailboxExecutor mailbox;

    private transient ChangeBuffer buffer;
    private transient BatchPace pace;
    private transient ChangeApplier applier;
    private transient BatchThread thread;
    private transient SinkMetrics metrics;
    private transient ListState<EndedVideo> state;
    private transient EndedVideos ended;
    private transient long openedMs;

    /** Whether a look at the batch is scheduled: only while something is in it. */
    private transient boolean looks;

    WriteIndex(
            StreamOperatorParameters<VideoStatus> parameters,
            OpenSearchOptions options,
            DeadLetterSender deadLetters) {
        super(parameters);
        this.options = options;
        this.deadLetters = deadLetters;
        this.mailbox = parameters.getMailboxExecutor();
        this.processingTimeService = parameters.getProcessingTimeService();
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        state =
                context.getOperatorStateStore()
                        .getListState(new ListStateDescriptor<>("ended", EndedVideo.class));
        ended = new EndedVideos();
        for (EndedVideo video : state.get()) {
            ended.add(video);
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        state.update(ended.all());
    }

    @Override
    public void open() throws Exception {
        super.open();
        MetricGroup group = getMetricGroup();
        metrics = new SinkMetrics(group);
        StoreBreaker breaker = StoreBreaker.register(STORE, OpenSearchMetric.BREAKER_OPEN, group);
        buffer = new ChangeBuffer(options.bulk(), System::currentTimeMillis);
        pace = new BatchPace(options.bulk().maxDelayMs());
        applier =
                new ChangeApplier(
                        SearchConnection.open(options),
                        deadLetters.open(),
                        new Patience(breaker, options.bulk().longestPauseMs()),
                        JointRefreshes.of(options),
                        options.tombstones(),
                        metrics,
                        System::currentTimeMillis);
        thread = new BatchThread(this::wake);
        openedMs = System.currentTimeMillis();
        after(options.tombstones().graceMs(), this::sweepAgain);
        if (getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
            scheduleSweeps();
        }
    }

    @Override
    public void processElement(StreamRecord<IndexChange> element) throws Exception {
        IndexChange change = element.getValue();
        if (buffer.mustDrainBefore(change)) {
            submit();
        }
        buffer.add(change);
        pace.added(change.isEnd(), nowMs());
        if (change.sweep()) {
            ended.add(EndedVideo.of(change.status()));
        }
        if (buffer.isFull()) {
            submit();
        }
        if (!looks && !buffer.isEmpty()) {
            scheduleLook();
        }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        flush();
    }

    @Override
    public void finish() throws Exception {
        flush();
        super.finish();
    }

    private void flush() throws IOException, InterruptedException {
        submit();
        while (!thread.isIdle()) {
            tell(thread.await());
        }
    }

    // Waits while two batches are ahead: this is the back-pressure.
    private void submit() throws IOException, InterruptedException {
        if (buffer.isEmpty()) {
            return;
        }
        while (thread.isFull()) {
            tell(thread.await());
        }
        handOver();
    }

    private void handOver() throws IOException {
        ChangeBatch batch = buffer.drain();
        pace.gone(nowMs());
        thread.submit(() -> applier.apply(batch));
    }

    /** On the thread of the batches: has the task's thread look at what is done. */
    private void wake() {
        try {
            mailbox.execute(() -> tell(thread.poll()), "statuses of a batch");
        } catch (RejectedExecutionException closed) {
            LOG.debug("the task ended before this batch did", closed);
        }
    }

    private void tell(List<VideoStatus> acknowledged) {
        for (VideoStatus status : acknowledged) {
            // A last status that a replay repeats is searchable since before this task began, and
            // one that tells more of playback since before it was made.
            boolean first = status.updatedMs() <= status.searchableMs();
            if (first && status.searchableMs() >= openedMs) {
                metrics.add(OpenSearchMetric.SEARCHABLE, 1);
                metrics.add(
                        OpenSearchMetric.SEARCHABLE_DELAY_MS,
                        System.currentTimeMillis() - status.searchableMs());
            }
            output.collect(new StreamRecord<>(status));
        }
    }

    private void scheduleLook() {
        looks = true;
        at(pace.nextLookMs(nowMs()), this::batchInTime);
    }

    // While both places are taken, the stream is not quiet and the batch may go on filling.
    private void batchInTime() throws IOException {
        if (pace.isDue(nowMs()) && !thread.isFull()) {
            handOver();
        }
        looks = false;
        if (!buffer.isEmpty()) {
            scheduleLook();
        }
    }

    // Once: by then, what a lost task had on its way is in the index.
    private void sweepAgain() throws IOException {
        if (thread.isFull()) {
            after(SOON_MS, this::sweepAgain);
            return;
        }
        List<VideoStatus> all = ended.takeAll().stream().map(EndedVideo::last).toList();
        thread.submit(
                () -> {
                    applier.sweepAgain(all);
                    return List.of();
                });
    }

    private void scheduleSweeps() {
        after(options.tombstones().graceMs(), this::sweepTombstones);
    }

    // Never in the way of a batch.
    private void sweepTombstones() throws IOException {
        if (thread.isIdle()) {
            thread.submit(
                    () -> {
                        applier.sweepTombstones();
                        return List.of();
                    });
        }
        scheduleSweeps();
    }

    private void after(long delayMs, Timed work) {
        at(nowMs() + delayMs, work);
    }

    private void at(long ms, Timed work) {
        getProcessingTimeService().registerTimer(ms, time -> work.run());
    }

    private long nowMs() {
        return getProcessingTimeService().getCurrentProcessingTime();
    }

    @Override
    public void close() throws Exception {
        if (thread != null) {
            thread.close();
        }
        if (applier != null) {
            applier.close();
        }
        super.close();
    }

    @FunctionalInterface
    private interface Timed {
        void run() throws IOException;
    }
}
