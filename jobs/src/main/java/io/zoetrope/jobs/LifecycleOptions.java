package io.zoetrope.jobs;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;

/** How videos wait, keep their order, and tell where they stand. */
public final class LifecycleOptions {
    public static final ConfigOption<Integer> SEGMENTS_PER_SLOT =
            key("dispatch.segments-per-slot")
                    .intType()
                    .defaultValue(4)
                    .withDescription(
                            "Most segments on the way to and in one decoding subtask. A video that"
                                    + " arrives waits for at most so many in each; fewer leave decoders"
                                    + " idle while models work.");

    public static final ConfigOption<Integer> DISPATCH_WINDOW =
            key("dispatch.window")
                    .intType()
                    .defaultValue(32)
                    .withDescription(
                            "Most segments that one video is ahead of its oldest one that is not"
                                    + " done: bounds what waits for its turn in state.");

    public static final ConfigOption<Duration> DISPATCH_LEASE =
            key("dispatch.lease")
                    .durationType()
                    .defaultValue(Duration.ofMinutes(10))
                    .withDescription(
                            "Nothing was heard of a segment for so long while the job runs: it is"
                                    + " sent again, and waited for twice as long.");

    public static final ConfigOption<Map<String, String>> TENANT_WEIGHTS =
            key("dispatch.tenant-weights")
                    .mapType()
                    .defaultValue(Map.of())
                    .withDescription(
                            "Shares of decoding that tenants get while others wait too, as"
                                    + " tenant:weight,tenant:weight; 1 for one that is not named.");

    public static final ConfigOption<Integer> TENANT_CAP =
            key("dispatch.tenant-cap")
                    .intType()
                    .defaultValue(0)
                    .withDescription("Most segments of one tenant on the way; 0 for no bound.");

    public static final ConfigOption<Duration> POSITION_INTERVAL =
            key("dispatch.position-interval")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(5))
                    .withDescription(
                            "Least time between two words about one video's place in the line.");

    public static final ConfigOption<Duration> GIVE_UP =
            key("order.give-up-after")
                    .durationType()
                    .defaultValue(Duration.ofHours(1))
                    .withDescription(
                            "A segment is missing for so long while a later one of its video is"
                                    + " here: the video goes on without it and ends partial. Does not"
                                    + " count while a segment of it waits in the line, for its store or"
                                    + " for its turn.");

    public static final ConfigOption<Duration> REMEMBER_ENDED =
            key("order.remember-ended")
                    .durationType()
                    .defaultValue(Duration.ofHours(1))
                    .withDescription(
                            "How long the end or the removal of a video is remembered after the"
                                    + " last that came of it: what comes late within it changes"
                                    + " nothing.");

    public static final ConfigOption<Duration> STATUS_INTERVAL =
            key("keep.status-interval")
                    .durationType()
                    .defaultValue(Duration.ofMillis(500))
                    .withDescription("Least time between two progress statuses of one video.");

    private LifecycleOptions() {}
}
