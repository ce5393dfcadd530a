package io.zoetrope.jobs;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;

/** How videos are prepared for playback, beside their indexing. */
public final class PlaybackOptions {
    public static final ConfigOption<Boolean> ENABLED =
            key("playback.enabled")
                    .booleanType()
                    .defaultValue(true)
                    .withDescription(
                            "Whether videos are prepared for playback (HLS). An arrival with"
                                    + " playback: false is not, either way.");

    public static final ConfigOption<Integer> PARALLELISM =
            key("playback.parallelism")
                    .intType()
                    .defaultValue(-1)
                    .withDescription(
                            "Subtasks that copy, each with a process of its own: their share of the"
                                    + " machines, beside parallelism.decode; -1 for the job's own.");

    public static final ConfigOption<Duration> SEGMENT_LENGTH =
            key("playback.segment-length")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(6))
                    .withDescription(
                            "Length of a media segment to aim at; they are cut at key frames.");

    public static final ConfigOption<Duration> LONGEST_COPIED =
            key("playback.longest-copied")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(10))
                    .withDescription(
                            "H.264 with AAC is copied as it is if no two key frames are farther"
                                    + " apart than this, at most twice playback.segment-length;"
                                    + " anything else is not prepared (not_copied).");

    private PlaybackOptions() {}
}
