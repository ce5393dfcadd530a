package io.zoetrope.jobs;

import io.zoetrope.media.JpegSampling;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.Sampling;
import io.zoetrope.media.playback.Encoding;
import io.zoetrope.media.process.DecoderSettings;
import io.zoetrope.operators.ProcessReaders;
import io.zoetrope.operators.RetryPolicy;
import io.zoetrope.operators.ThreadReaders;
import io.zoetrope.operators.VideoReaderFactory;
import io.zoetrope.operators.compose.ComposeOptions;
import io.zoetrope.operators.compose.MomentRules;
import io.zoetrope.operators.decode.DecodeOptions;
import io.zoetrope.operators.dispatch.DispatchOptions;
import io.zoetrope.operators.dispatch.PlanOptions;
import io.zoetrope.operators.keep.KeepOptions;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.operators.observe.run.ObserveOptions;
import io.zoetrope.operators.order.OrderOptions;
import io.zoetrope.operators.parse.TenantPrefixes;
import io.zoetrope.operators.playback.RenditionOptions;
import io.zoetrope.operators.probe.ProbeOptions;
import io.zoetrope.sources.FetchOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ReadableConfig;

/** The job's options as each step takes them. */
final class StepSettings {
    private final ReadableConfig options;

    StepSettings(ReadableConfig options) {
        this.options = options;
    }

    TenantPrefixes tenants() {
        return TenantPrefixes.of(options.get(SourceOptions.TENANT_PREFIXES));
    }

    /** Which objects of stores are fetched whole. */
    FetchOptions fetching() {
        return new FetchOptions(
                options.get(SourceOptions.SCRATCH_FOLDER),
                options.get(SourceOptions.FETCH_UP_TO).getBytes(),
                options.get(SourceOptions.SCRATCH_SIZE).getBytes());
    }

    ProbeOptions probe() {
        return new ProbeOptions(
                options.get(SourceOptions.PROBE_THREADS),
                options.get(SourceOptions.PROBE_TIMEOUT).toMillis(),
                retries(),
                options.get(SourceOptions.SOURCE_GIVE_UP).toMillis());
    }

    /**
     * @param slots subtasks that decode
     */
    DispatchOptions dispatch(int slots, Analysers analysers) {
        PlanOptions plan =
                new PlanOptions(
                        micros(options.get(SamplingOptions.SEGMENT_LENGTH)),
                        micros(options.get(SamplingOptions.MAX_DURATION)),
                        options.get(SamplingOptions.MAX_SEGMENTS));
        int perSlot = options.get(LifecycleOptions.SEGMENTS_PER_SLOT);
        return DispatchOptions.of(plan, slots, perSlot)
                .withWindow(options.get(LifecycleOptions.DISPATCH_WINDOW))
                .withLease(options.get(LifecycleOptions.DISPATCH_LEASE).toMillis())
                .givingUpAfter(options.get(SourceOptions.SOURCE_GIVE_UP).toMillis())
                .withAnalysers(analysers.names())
                .withTenants(weights(), options.get(LifecycleOptions.TENANT_CAP))
                .tellingEvery(options.get(LifecycleOptions.POSITION_INTERVAL).toMillis());
    }

    /**
     * The line of what is prepared for playback.
     *
     * @param slots subtasks that do
     */
    DispatchOptions playbackLine(int slots, Analysers analysers) {
        DispatchOptions line = dispatch(slots, analysers);
        PlanOptions plan = line.plan();
        return line.withAnalysers(List.of())
                .withPlan(
                        new PlanOptions(
                                micros(options.get(PlaybackOptions.SEGMENT_LENGTH)),
                                plan.maxDurationUs(),
                                plan.maxSegments()));
    }

    RenditionOptions renditions() {
        long segmentUs = micros(options.get(PlaybackOptions.SEGMENT_LENGTH));
        long longestUs = micros(options.get(PlaybackOptions.LONGEST_COPIED));
        return new RenditionOptions(
                Math.min(longestUs, 2 * segmentUs),
                options.get(PlaybackOptions.LADDER),
                options.get(PlaybackOptions.CONTAINER));
    }

    Encoding encoding() {
        return Encoding.DEFAULT
                .withEncoder(options.get(PlaybackOptions.ENCODER))
                .withBitRate(options.get(PlaybackOptions.BIT_RATE));
    }

    long rememberMs() {
        return options.get(LifecycleOptions.REMEMBER_ENDED).toMillis();
    }

    private Map<String, Double> weights() {
        Map<String, Double> weights = new HashMap<>();
        options.get(LifecycleOptions.TENANT_WEIGHTS)
                .forEach((tenant, weight) -> weights.put(tenant, number(tenant, weight)));
        return weights;
    }

    private static double number(String tenant, String weight) {
        try {
            return Double.parseDouble(weight);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "%s: the weight of tenant '%s' is no number: '%s'"
                            .formatted(LifecycleOptions.TENANT_WEIGHTS.key(), tenant, weight),
                    e);
        }
    }

    DecodeOptions decode(Analysers analysers) {
        return new DecodeOptions(
                analysers.pictures(),
                new JpegSampling(
                        analysers.visual().sampling(), options.get(SamplingOptions.KEY_FRAME_SIDE)),
                analysers.sounds(),
                true,
                Math.toIntExact(options.get(DecoderOptions.PART_SIZE).getBytes()));
    }

    /** How videos are opened and decoded. */
    VideoReaderFactory readers() {
        return switch (options.get(DecoderOptions.DECODE_ISOLATION)) {
            case THREAD -> new ThreadReaders(threadLimits());
            case PROCESS -> {
                DecoderSettings decoding = decoder();
                Duration half = options.get(SourceOptions.PROBE_TIMEOUT).dividedBy(2);
                // So that a file that spins is told from a store that hangs.
                boolean sooner = half.compareTo(decoding.deadline()) < 0;
                yield new ProcessReaders(
                        decoding,
                        sooner ? decoding.withDeadline(half) : decoding,
                        limits(),
                        options.get(SourceOptions.PROBE_DECODERS));
            }
        };
    }

    private DecoderSettings decoder() {
        return DecoderSettings.DEFAULT
                .withMemory(options.get(DecoderOptions.DECODE_MEMORY).getBytes())
                .withDeadline(options.get(DecoderOptions.DECODE_DEADLINE))
                .withRenewAfter(options.get(DecoderOptions.DECODE_RENEW_AFTER));
    }

    private ReaderLimits limits() {
        return ReaderLimits.DEFAULT.withSizes(
                options.get(DecoderOptions.DECODE_MAX_PIXELS),
                Math.toIntExact(options.get(DecoderOptions.DECODE_MAX_PACKET).getBytes()));
    }

    /** On a thread nobody can tell who takes the time: the store and the models have some too. */
    private ReaderLimits threadLimits() {
        Duration deadline = options.get(DecoderOptions.DECODE_DEADLINE);
        return limits().withTimes(deadline.multipliedBy(2));
    }

    OrderOptions order() {
        return new OrderOptions(
                options.get(LifecycleOptions.GIVE_UP).toMillis(),
                options.get(LifecycleOptions.REMEMBER_ENDED).toMillis());
    }

    ObserveOptions observe() {
        return new ObserveOptions(
                options.get(AnalyserOptions.OBSERVE_CAPACITY),
                options.get(AnalyserOptions.OBSERVE_SIZE).getBytes(),
                options.get(AnalyserOptions.OBSERVE_TIMEOUT).toMillis());
    }

    ComposeOptions compose() {
        MomentRules rules =
                new MomentRules(
                        micros(options.get(SamplingOptions.MOMENT_LENGTH)),
                        options.get(SamplingOptions.MOMENT_SIMILARITY));
        return new ComposeOptions(rules);
    }

    KeepOptions keep() {
        return new KeepOptions(
                options.get(LifecycleOptions.STATUS_INTERVAL).toMillis(),
                options.get(PlaybackOptions.ENABLED));
    }

    /** Of the frames that are embedded. */
    Sampling sampling() {
        long intervalUs = micros(options.get(SamplingOptions.SAMPLING_INTERVAL));
        return switch (options.get(SamplingOptions.SAMPLING_MODE)) {
            case INTERVAL -> Sampling.every(intervalUs);
            case KEYFRAMES -> Sampling.keyFrames(intervalUs);
        };
    }

    /** Of the frames in which objects are detected. */
    Sampling detection() {
        boolean sparse =
                options.get(SamplingOptions.SAMPLING_MODE) == SamplingMode.KEYFRAMES
                        && options.getOptional(AnalyserOptions.DETECT_RATE).isEmpty();
        float perSecond = sparse ? 0 : options.get(AnalyserOptions.DETECT_RATE);
        return perSecond > 0 ? Sampling.every(Math.round(1e6 / perSecond)) : sampling();
    }

    /** Of the frames that are read. */
    Sampling reading() {
        long leastUs = micros(options.get(AnalyserOptions.TEXT_LEAST));
        return switch (options.get(SamplingOptions.SAMPLING_MODE)) {
            case INTERVAL ->
                    Sampling.settled(leastUs, micros(options.get(AnalyserOptions.TEXT_MOST)));
            case KEYFRAMES -> Sampling.keyFrames(leastUs);
        };
    }

    private RetryPolicy retries() {
        return new RetryPolicy(
                options.get(SourceOptions.RETRY_ATTEMPTS),
                options.get(SourceOptions.RETRY_DELAY).toMillis());
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }
}
