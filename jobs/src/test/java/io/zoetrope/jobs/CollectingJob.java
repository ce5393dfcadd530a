package io.zoetrope.jobs;

import io.zoetrope.connectors.objects.ObjectFiles;
import io.zoetrope.domain.RawEvent;
import io.zoetrope.domain.finding.IndexChange;
import io.zoetrope.domain.message.DeadLetter;
import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.domain.status.VideoStatus;
import io.zoetrope.operators.VideoAccess;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.operators.observe.ObservedSegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The real pipeline between collections: no server. It may not restart by itself; a test stops it
 * and starts another one from a snapshot.
 */
public final class CollectingJob implements AutoCloseable {
    private static String files = "file:///nowhere";

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    public final JobClient client;

    private CollectingJob(JobClient client) {
        this.client = client;
    }

    /**
     * @param folder that the videos lie below
     * @param options that differ from the defaults
     */
    public static CollectingJob start(
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
    public static CollectingJob start(
            List<Path> videos, Configuration options, Analysers analysers, VideoAccess access)
            throws Exception {
        CollectingJob job = start(options, analysers, access);
        videos.forEach(video -> send(IndexingRig.bare(video)));
        return job;
    }

    /** One to which nothing was sent. */
    public static CollectingJob start(
            Configuration options, Analysers analysers, VideoAccess access) throws Exception {
        TestingSink.reset();
        ArrivalLoop.reset();
        return run(new Configuration(), options, analysers, access);
    }

    /**
     * Goes on from a snapshot, with what was sent and kept since.
     *
     * @param snapshot see {@link #snapshot}
     */
    public static CollectingJob resume(
            String snapshot, Configuration options, Analysers analysers, VideoAccess access)
            throws Exception {
        Configuration flink = new Configuration();
        flink.set(StateRecoveryOptions.SAVEPOINT_PATH, snapshot);
        return run(flink, options, analysers, access);
    }

    private static CollectingJob run(
            Configuration flink, Configuration options, Analysers analysers, VideoAccess access)
            throws Exception {
        // Stores that a test describes have nothing to copy.
        Configuration own = new Configuration();
        own.set(PlaybackOptions.ENABLED, false);
        own.addAll(options);
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        // At each start, and when a test asks: a barrier waits for segments that a test holds up.
        flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofHours(1));
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(2, flink);
        define(env, own, analysers, access);
        return new CollectingJob(env.executeAsync("collecting"));
    }

    /** Options under which videos of a folder may be read. */
    public static Configuration options(Path folder) {
        Configuration options = new Configuration();
        options.set(SourceOptions.SOURCE_FOLDERS, List.of(folder.toString()));
        options.set(PlaybackOptions.ENABLED, false);
        return options;
    }

    /**
     * The same with playback.
     *
     * @param store where its files go
     */
    static Configuration playing(Path folder, Path store) {
        files = store.toUri().toString();
        return options(folder).set(PlaybackOptions.ENABLED, true);
    }

    static void define(StreamExecutionEnvironment env, Configuration options, Analysers analysers) {
        define(env, options, analysers, IndexVideosJob.videos(options));
    }

    private static void define(
            StreamExecutionEnvironment env,
            Configuration options,
            Analysers analysers,
            VideoAccess access) {
        IndexVideosJob.configure(env);
        PipelineTools tools = new PipelineTools(access, analysers);
        IndexVideosPipeline.build(env, options, ends(), tools);
        observed(env).sinkTo(new TestingSink<>("observed"));
    }

    private static PipelineEndpoints ends() {
        return new PipelineEndpoints(
                new DataGeneratorSource<>(
                        new ArrivalLoop(), Long.MAX_VALUE, TypeInformation.of(RawEvent.class)),
                new DataGeneratorSource<>(
                        new ControlLoop(), Long.MAX_VALUE, TypeInformation.of(RawEvent.class)),
                new DataGeneratorSource<>(
                        new SegmentLoop(), Long.MAX_VALUE, TypeInformation.of(SegmentDone.class)),
                new TestingSink<>(SegmentLoop.NAME),
                new TestingIndex("index"),
                new TestingSink<>("statuses"),
                new TestingSink<>("dead letters"),
                new ArchiveEndpoints(
                        new TestingSink<>("frames"),
                        new TestingSink<>("moments"),
                        new TestingSink<>("shots"),
                        new TestingSink<>("tracks"),
                        new TestingSink<>("sounds"),
                        new TestingSink<>("dialogue"),
                        new TestingSink<>("text"),
                        new TestingSink<>("removed rows")),
                new TestingSink<>("key frames"),
                new TestingStep<>("removals"),
                ObjectFiles.below(files));
    }

    /**
     * @param arrival value of a message
     */
    public static void send(String arrival) {
        ArrivalLoop.send(arrival);
    }

    /** All statuses, in order. */
    public static List<VideoStatus> statuses() {
        return TestingSink.kept("index", IndexChange.class).stream()
                .map(IndexChange::status)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Those that ended a video. */
    public static List<VideoStatus> finals() {
        return statuses().stream().filter(status -> status.state().isFinal()).toList();
    }

    public static List<DeadLetter> deadLetters() {
        return TestingSink.kept("dead letters", DeadLetter.class);
    }

    /** The arrival of a uri, of the default tenant. */
    public static void sendVideo(String uri) {
        send("{\"uri\":\"%s\"}".formatted(uri));
    }

    public static void sendRemoval(String uri) {
        send(
                "{\"specversion\":\"1.0\",\"type\":\"zoetrope.video.deleted.v1\",\"source\":\"test\",\"id\":\"1\",\"data\":{\"uri\":\"%s\"}}"
                        .formatted(uri));
    }

    /** See {@link Snapshots#take}. */
    public CompletableFuture<String> snapshot(Path folder) {
        return Snapshots.take(client, folder);
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

    /**
     * Waits for it.
     *
     * @param gate see {@link TestingStore#gate}
     */
    public String snapshot(Path folder, Semaphore gate) throws Exception {
        CompletableFuture<String> written = snapshot(folder);
        await("a snapshot", gate, written::isDone);
        return written.get();
    }

    /**
     * Lets one segment after the other go on meanwhile: barriers wait for those before them, and
     * what comes behind a barrier waits for it. Flink takes a snapshot at each start.
     */
    public void await(String what, Semaphore gate, BooleanSupplier good) throws Exception {
        await(
                what,
                () -> {
                    boolean isGood = good.getAsBoolean();
                    if (!isGood && gate.hasQueuedThreads()) {
                        gate.release();
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
                    }
                    return isGood;
                });
    }

    public void await(String what, BooleanSupplier good) throws Exception {
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

    /** Ends it at once, as a crash does. Its cluster, which cannot be asked then, goes with it. */
    @Override
    public void close() throws Exception {
        CompletableFuture<?> end = client.getJobExecutionResult();
        if (!end.isDone()) {
            client.cancel().get();
            end.handle((result, failure) -> null).get();
        }
    }
}
