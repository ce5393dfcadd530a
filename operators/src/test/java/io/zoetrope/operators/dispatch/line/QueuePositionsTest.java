package io.zoetrope.operators.dispatch.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QueuePositionsTest {
    private static final long EVERY_MS = 5_000;
    private static final int WAITING = 100;

    private final TestingLine in = new TestingLine(TestingLine.OPTIONS);
    private final QueuePositions positions = new QueuePositions(EVERY_MS);

    /** A line that moves: what each was told at its entry is long past. */
    private void fill() {
        for (int i = 0; i < WAITING; i++) {
            in.add("", "v" + i, 2);
            positions.add(in.line.video("v" + i), Long.MAX_VALUE / 2, in.nowMs);
        }
    }

    @Test
    void aFewAreToldInOneLookAndAllInTurn() {
        fill();
        assertThat(positions.due(in.line, in.nowMs + EVERY_MS - 1)).isEmpty();
        Set<String> told = new HashSet<>();
        int words = 0;
        for (int second = 0; words < WAITING; second++) {
            List<WaitingVideo> due = positions.due(in.line, in.nowMs + EVERY_MS + second * 1_000);
            assertThat(due).isNotEmpty().hasSizeLessThanOrEqualTo(8);
            words += due.size();
            due.forEach(video -> told.add(video.key));
        }
        assertThat(told).hasSize(WAITING);
    }

    @Test
    void whoseFirstSegmentIsOnItsWayIsToldNothing() {
        fill();
        Set<String> sent = new HashSet<>();
        in.all().forEach(segment -> sent.add(segment.video().videoId()));
        assertThat(sent).isNotEmpty();
        assertThat(positions.due(in.line, in.nowMs + EVERY_MS))
                .isNotEmpty()
                .noneMatch(video -> sent.contains(video.key));
    }
}
