package io.zoetrope.operators.playback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BitRatesTest {
    private static final long US = 1_000_000;

    @Test
    void thePeakIsOfRowsOfHalfToOneAndAHalfTargets() {
        // A short burst is no peak by itself: 1 s is less than half of 6.
        List<ListedSegment> listed =
                List.of(
                        new ListedSegment(0, 0, 5 * US, 500_000),
                        new ListedSegment(1, 5 * US, 6 * US, 1_000_000),
                        new ListedSegment(2, 6 * US, 12 * US, 600_000));
        // 0 and 1: 1.5 MB in 6 s; 1 and 2: 1.6 MB in 7 s; all: more than 9 s.
        assertThat(BitRates.of(listed, 6)).isEqualTo(new BitRates(2_000_000, 1_400_000));
    }
}
