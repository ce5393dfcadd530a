package io.zoetrope.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndingTableTest {
    @Test
    void columnsAreAlignedAndReasonsShown() {
        Ending ready =
                new Ending(
                        video("a.mp4"),
                        state("ready", ""),
                        2,
                        Duration.ofMillis(1500),
                        Duration.ofMillis(400));
        Ending failed =
                new Ending(video("long-name.mp4"), state("failed", "no_video"), 0, null, null);
        Ending lost = new Ending(video("b.mp4"), null, 0, null, null);
        assertThat(EndingTable.lines(List.of(ready, failed, lost)))
                .containsExactly(
                        "video          duration  moments  objects  searchable  playable  outcome",
                        "a.mp4             3.0 s        4        2       1.5 s     0.4 s  ready",
                        "long-name.mp4     3.0 s        4        0           -         -  failed: no_video",
                        "b.mp4                 -        -        0           -         -  never answered");
        assertThat(ready.good()).isTrue();
        assertThat(failed.good()).isTrue();
        assertThat(lost.good()).isFalse();
    }

    private static GivenVideo video(String name) {
        return new GivenVideo(Path.of("/in", name), "file:///in/" + name, name);
    }

    private static VideoState state(String state, String reason) {
        return new VideoState(state, 3000, 1, 1, 4, reason, "", Instant.EPOCH, Instant.EPOCH);
    }
}
