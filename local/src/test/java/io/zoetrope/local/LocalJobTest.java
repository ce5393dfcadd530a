package io.zoetrope.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.jobs.AnalyserOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.junit.jupiter.api.Test;

class LocalJobTest {
    private final Configuration flink =
            LocalJob.flink(Path.of("/data/flink"), URI.create("http://127.0.0.1:1"));

    @Test
    void aLaptopThatSleepsLosesNobody() {
        assertThat(flink.get(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT))
                .isGreaterThan(Duration.ofHours(12));
    }

    /** A model that hangs fails the job each time only after it was waited for. */
    @Test
    void failuresAreCountedOverSeveralTimeoutsAndNotOverTheWholeRun() {
        assertThat(flink.get(RestartStrategyOptions.RESTART_STRATEGY)).isEqualTo("failure-rate");
        int failures =
                flink.get(
                        RestartStrategyOptions
                                .RESTART_STRATEGY_FAILURE_RATE_MAX_FAILURES_PER_INTERVAL);
        Duration timeout = AnalyserOptions.OBSERVE_TIMEOUT.defaultValue();
        assertThat(
                        flink.get(
                                RestartStrategyOptions
                                        .RESTART_STRATEGY_FAILURE_RATE_FAILURE_RATE_INTERVAL))
                .isBetween(timeout.multipliedBy(failures + 1), Duration.ofHours(12));
    }
}
