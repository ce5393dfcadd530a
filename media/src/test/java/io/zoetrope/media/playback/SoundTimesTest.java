package io.zoetrope.media.playback;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.media.playback.SoundTimes.Range;
import io.zoetrope.media.playback.SoundTimes.Slot;
import java.util.List;
import org.junit.jupiter.api.Test;

class SoundTimesTest {
    private static final int EACH = 1024;
    private static final int NEAR = 96;

    @Test
    void packetsThatAreNearFollowOneAnother() {
        SoundTimes times = of(0, 4096, 4100, 10, 1040, 2050, 3090);
        assertThat(times.startTicks()).isEqualTo(10);
        assertThat(times.slots()).extracting(Slot::ticks).containsOnly((long) EACH);
        assertThat(packets(times)).containsExactly(0, 1, 2, 3);
    }

    @Test
    void aHoleIsSilence() {
        // The second packet comes 2,500 samples late.
        SoundTimes times = of(0, 8192, 8200, 0, 3524, 4548, 5572, 6596);
        assertThat(packets(times)).containsExactly(0, -1, -1, 1, 2, 3, 4);
        assertThat(times.slots().get(2).ticks()).isEqualTo(EACH + 452);
        assertThat(times.endTicks()).isEqualTo(7620);
    }

    @Test
    void bothSidesOfACutInAHoleFillUpToIt() {
        SoundTimes before = of(0, 5000, 9000, 0, 1024);
        assertThat(packets(before)).containsExactly(0, 1, -1, -1);
        assertThat(before.endTicks()).isEqualTo(5000);
        SoundTimes after = of(5000, 12_000, 12_072, 9000, 10_024, 11_048);
        assertThat(after.startTicks()).isEqualTo(5000);
        assertThat(packets(after)).containsExactly(-1, -1, -1, 0, 1, 2);
    }

    @Test
    void thePacketAtACutInAHoleIsShortened() {
        assertThat(of(0, 1500, SoundTimes.NONE, 0, 1024).endTicks()).isEqualTo(1500);
    }

    @Test
    void aStretchWithoutAnyIsSilentUnlessNothingFollows() {
        SoundTimes silent = of(5000, 9000, SoundTimes.NONE);
        assertThat(silent.startTicks()).isEqualTo(5000);
        assertThat(silent.endTicks()).isEqualTo(9000);
        assertThat(silent.slots()).allMatch(Slot::isSilence);
        assertThat(of(5000, SoundTimes.NONE, SoundTimes.NONE).slots()).isEmpty();
    }

    /** Five days, as a hostile file may say. */
    @Test
    void silenceHasAnEnd() {
        long far = 5L * 86_400 * 48_000;
        assertThat(packets(of(0, SoundTimes.NONE, SoundTimes.NONE, 0, far))).containsExactly(0);
        assertThat(of(0, SoundTimes.NONE, SoundTimes.NONE, far).slots()).isEmpty();
        SoundTimes shown = of(0, far, SoundTimes.NONE, 0, 1024);
        assertThat(shown.slots()).hasSize(2 + SoundTimes.MOST_SILENT);
        assertThat(shown.slots()).extracting(Slot::ticks).containsOnly((long) EACH);
        assertThat(of(0, 500, SoundTimes.NONE, far).slots()).isEmpty();
    }

    private static SoundTimes of(long from, long to, long next, long... starts) {
        return SoundTimes.of(starts, new Range(EACH, NEAR, from, to, next));
    }

    private static List<Integer> packets(SoundTimes times) {
        return times.slots().stream().map(Slot::packet).toList();
    }
}
