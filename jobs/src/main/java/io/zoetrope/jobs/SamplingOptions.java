package io.zoetrope.jobs;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;

/** What is looked at of a video: pictures, segments, moments. */
public final class SamplingOptions {
    public static final ConfigOption<SamplingMode> SAMPLING_MODE =
            key("sampling.mode")
                    .enumType(SamplingMode.class)
                    .defaultValue(SamplingMode.INTERVAL)
                    .withDescription(
                            "interval decodes every frame and embeds one per sampling.interval;"
                                    + " keyframes decodes key frames only.");

    public static final ConfigOption<Duration> SAMPLING_INTERVAL =
            key("sampling.interval")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(1))
                    .withDescription(
                            "Media time between two embedded frames; with keyframes, the least"
                                    + " time.");

    public static final ConfigOption<Integer> KEY_FRAME_SIDE =
            key("sampling.key-frame-side")
                    .intType()
                    .defaultValue(320)
                    .withDescription("Longer side of stored key frames in pixels; 0 stores none.");

    public static final ConfigOption<Duration> SEGMENT_LENGTH =
            key("segment.length")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(10))
                    .withDescription(
                            "Length to aim at when videos are cut at key frames; an arrival's"
                                    + " segment_seconds goes before.");

    public static final ConfigOption<Duration> MAX_DURATION =
            key("segment.max-duration")
                    .durationType()
                    .defaultValue(Duration.ofHours(24))
                    .withDescription("Longest video taken without a limit_seconds of its own.");

    public static final ConfigOption<Integer> MAX_SEGMENTS =
            key("segment.max-count")
                    .intType()
                    .defaultValue(20_000)
                    .withDescription("Most segments of one video.");

    public static final ConfigOption<Duration> MOMENT_LENGTH =
            key("moment.max-length")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(10))
                    .withDescription("Longest moment.");

    public static final ConfigOption<Float> MOMENT_SIMILARITY =
            key("moment.min-similarity")
                    .floatType()
                    .defaultValue(0.8f)
                    .withDescription(
                            "Least cosine of a frame with the mean of its moment; a less like frame"
                                    + " begins a new one.");

    private SamplingOptions() {}
}
