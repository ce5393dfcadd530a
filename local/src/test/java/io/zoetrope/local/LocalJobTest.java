package io.zoetrope.local;

import static org.assertj.core.api.Assertions.assertThat;

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

    @Test
    void failuresAreCountedInMinutesAndNotOverTheWholeRun() {
        assertThat(flink.get(RestartStrategyOptions.RESTART_STRATEGY)).isEqualTo("failure-rate");
    }
}
