package io.zoetrope.jobs;

import io.zoetrope.domain.RawEvent;
import io.zoetrope.domain.SegmentDone;
import io.zoetrope.operators.VideoAccess;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.operators.observe.ObservedSegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The real pipeline between collections: no server, files only. It may not restart. */
final class CollectingJob implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final JobClient client;

    private CollectingJob(JobClient client) {
        this.client = client;
    }

    /**
     * @param folder that the videos lie below
     * @param options that differ from the defaults
     */
    static CollectingJob start(
            Path folder, List<Path> videos, Configuration options, Analysers analysers)
            throws Exception {
        Configuration own = options(folder);
        own.addAll(options);
        return start(videos, own, analysers, IndexVideosJob.videos(own));
    }

    /**
     * @param options all of them
     * @param access to the videos, if it is not the one that the options say
     */
    static CollectingJob start(
            List<Path> videos, Configuration options, Analysers analysers, VideoAccess access)
            throws Exception {
        TestingSink.reset();
        Configuration flink = new Configuration();
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(2, flink);
        define(env, videos, options, analysers, access);
        return new CollectingJob(env.executeAsync("collecting"));
    }

    /** Options under which videos of a folder may be read. */
    static Configuration options(Path folder) {
        Configuration options = new Configuration();
        options.set(IndexVideosOptions.SOURCE_FOLDERS, List.of(folder.toString()));
        return options;
    }

    static void define(
            StreamExecutionEnvironment env,
            List<Path> videos,
            Configuration options,
            Analysers analysers) {
        define(env, videos, options, analysers, IndexVideosJob.videos(options));
    }

    private static void define(
            StreamExecutionEnvironment env,
            List<Path> videos,
            Configuration options,
            Analysers analysers,
            VideoAccess access) {
        IndexVideosJob.configure(env);
        PipelineTools tools = new PipelineTools(access, analysers);
        IndexVideosPipeline.build(env, options, ends(videos), tools);
        observed(env).sinkTo(new TestingSink<>("observed"));
    }

    private static PipelineEndpoints ends(List<Path> videos) {
        List<String> events = videos.stream().map(IndexingRig::bare).toList();
        return new PipelineEndpoints(
                // It goes on with what is no arrival: if a source ends, so do the tasks behind it.
                new DataGeneratorSource<>(
                        n -> event(n, n < events.size() ? events.get(n.intValue()) : "nothing"),
                        Long.MAX_VALUE,
                        RateLimiterStrategy.perSecond(20),
                        TypeInformation.of(RawEvent.class)),
                new DataGeneratorSource<>(
                        new SegmentLoop(),
                        Long.MAX_VALUE,
                        RateLimiterStrategy.perSecond(200),
                        TypeInformation.of(SegmentDone.class)),
                new TestingSink<>(SegmentLoop.NAME),
                new TestingIndex("index"),
                new TestingSink<>("statuses"),
                new TestingSink<>("dead letters"),
                new TestingSink<>("moments"),
                new TestingSink<>("frames"),
                new TestingSink<>("key frames"),
                new TestingSink<>("removals"));
    }

    private static RawEvent event(long offset, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return new RawEvent("arrivals", 0, offset, 1_700_000_000_000L, "", Map.of(), bytes);
    }

    /** What ObserveFrames hands over to those behind it. */
    @SuppressWarnings("unchecked")
    private static DataStream<ObservedSegment> observed(StreamExecutionEnvironment env) {
        Transformation<?> observe =
                env.getTransformations().stream()
                        .flatMap(last -> last.getTransitivePredecessors().stream())
                        .filter(one -> "observe".equals(one.getUid()))
                        .findFirst()
                        .orElseThrow();
        return new DataStream<>(env, (Transformation<ObservedSegment>) observe);
    }

    void await(String what, BooleanSupplier good) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!good.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        "waited for %s; the job is %s"
                                .formatted(what, client.getJobStatus().get()));
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @Override
    public void close() throws Exception {
        if (!client.getJobStatus().get().isTerminalState()) {
            client.cancel().get();
        }
    }
}
