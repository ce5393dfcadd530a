package io.zoetrope.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.local.commandline.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void theBarShowsShareAndVideosThatAreDone() {
        try (Progress progress = new Progress(terminal(true), 4)) {
            progress.show(List.of(state("ready", 2), state("failed", 0), state("indexing", 1)));
        }
        String last = drawn();
        assertThat(last).startsWith("indexing").contains("62%").contains("2/4 videos");
        assertThat(last).doesNotContain("/1000");
    }

    @Test
    void theBarIsFullWhenAllAreDone() {
        try (Progress progress = new Progress(terminal(true), 2)) {
            progress.show(List.of(state("ready", 2), state("partial", 1)));
        }
        assertThat(drawn()).contains("100%").contains("2/2 videos");
    }

    @Test
    void elsewhereThereIsALinePerQuarter() {
        try (Progress progress = new Progress(terminal(false), 2)) {
            progress.show(List.of(state("indexing", 0)));
            progress.show(List.of(state("ready", 2)));
            progress.show(List.of(state("ready", 2), state("ready", 2)));
        }
        assertThat(out.toString(UTF_8).lines())
                .containsExactly("indexing  50 %  1 of 2 videos", "indexing 100 %  2 of 2 videos");
    }

    private Terminal terminal(boolean interactive) {
        PrintStream stream = new PrintStream(out, true, UTF_8);
        return new Terminal(stream, stream, interactive);
    }

    /** The bar is drawn over itself: the last drawing counts. */
    private String drawn() {
        String[] drawings = out.toString(UTF_8).split("\r");
        return drawings[drawings.length - 1].strip();
    }

    private static VideoState state(String state, int segmentsDone) {
        return new VideoState(
                state, null, segmentsDone, 2, 1, "", "", null, null, false, Instant.EPOCH);
    }
}
