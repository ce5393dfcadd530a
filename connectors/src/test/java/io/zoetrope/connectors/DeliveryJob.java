package io.zoetrope.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zoetrope.connectors.kafka.DeadLetterSink;
import io.zoetrope.connectors.kafka.KafkaArrivals;
import io.zoetrope.connectors.kafka.KafkaDeadLetters;
import io.zoetrope.connectors.kafka.KafkaOptions;
import io.zoetrope.connectors.kafka.StatusMessages;
import io.zoetrope.connectors.kafka.StatusSink;
import io.zoetrope.connectors.opensearch.OpenSearchOptions;
import io.zoetrope.connectors.opensearch.write.WriteIndexFactory;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.RawEvent;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.finding.IndexChange;
import io.zoetrope.domain.message.DeadLetter;
import io.zoetrope.domain.status.VideoStatus;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/**
 * Every message names a video; the job writes its moments and statuses, and a dead letter for each
 * that is called {@code bad…}. A video called {@code odd…} has a fourth moment, of a wrong
 * dimension, and one called {@code gone…} is removed at once. The message {@code boom} makes it
 * fail once.
 */
final class DeliveryJob {
    static final int MOMENTS = 3;
    static final AtomicInteger CHECKPOINTS = new AtomicInteger();
    static final AtomicInteger RESTORES = new AtomicInteger();
    private static final AtomicInteger FAILURES_LEFT = new AtomicInteger();

    private DeliveryJob() {}

    static JobClient start(KafkaOptions kafka, OpenSearchOptions openSearch) throws Exception {
        FAILURES_LEFT.set(1);
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        StreamExecutionEnvironment flink =
                StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
        flink.enableCheckpointing(300);
        DataStream<RawEvent> events =
                flink.fromSource(
                                KafkaArrivals.source(kafka),
                                WatermarkStrategy.noWatermarks(),
                                "arrivals")
                        .map(new FailOnce());
        DataStream<IndexChange> changes =
                events.<IndexChange>flatMap((event, out) -> index(event, out))
                        .returns(IndexChange.class);
        changes.keyBy(IndexChange::videoKey)
                .transform(
                        "index",
                        TypeInformation.of(VideoStatus.class),
                        new WriteIndexFactory(openSearch, KafkaDeadLetters.create(kafka)))
                .flatMap(new StatusMessages())
                .sinkTo(StatusSink.create(kafka));
        events.filter(event -> text(event).startsWith("bad"))
                .map(DeliveryJob::letter)
                .returns(DeadLetter.class)
                .sinkTo(DeadLetterSink.create(kafka));
        return flink.executeAsync("delivery");
    }

    static String text(RawEvent event) {
        return new String(event.value(), UTF_8);
    }

    private static void index(RawEvent event, Collector<IndexChange> out) {
        String video = text(event);
        out.collect(IndexChange.of(TestingRecords.status(video, IndexingState.INDEXING, 0)));
        for (int i = 0; i < MOMENTS; i++) {
            out.collect(IndexChange.of(TestingRecords.moment(video, i)));
        }
        boolean odd = video.startsWith("odd");
        if (odd) {
            Vector shorter = new Vector(new float[] {1});
            out.collect(IndexChange.of(TestingRecords.moment(video, MOMENTS, shorter)));
        }
        int moments = odd ? MOMENTS + 1 : MOMENTS;
        out.collect(IndexChange.of(TestingRecords.status(video, IndexingState.READY, moments)));
        if (video.startsWith("gone")) {
            long removal = TestingRecords.GENERATION + 1;
            out.collect(IndexChange.removal(TestingRecords.video(video), removal));
        }
    }

    private static DeadLetter letter(RawEvent event) {
        return new DeadLetter(event, null, Problem.of(Stage.PARSE, Reason.BAD_JSON, "no"), 1, 1000);
    }

    private static final class FailOnce extends RichMapFunction<RawEvent, RawEvent>
            implements CheckpointListener, CheckpointedFunction {
        private static final long serialVersionUID = 1L;

        @Override
        public RawEvent map(RawEvent event) {
            if (text(event).equals("boom") && FAILURES_LEFT.getAndDecrement() > 0) {
                throw new IllegalStateException("boom");
            }
            return event;
        }

        @Override
        public void notifyCheckpointComplete(long id) {
            CHECKPOINTS.incrementAndGet();
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) {}

        @Override
        public void initializeState(FunctionInitializationContext context) {
            if (context.isRestored()) {
                RESTORES.incrementAndGet();
            }
        }
    }
}
