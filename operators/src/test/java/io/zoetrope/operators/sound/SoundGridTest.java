package io.zoetrope.operators.sound;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.media.SoundPiece;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoundGridTest {
    private static final long TAIL_US = 1_000_000;

    /** Also windows that are no whole number of microseconds. */
    @ParameterizedTest
    @ValueSource(ints = {16_000, 15_600, 4_001})
    void theSameWindowsHoweverTheVideoIsCut(int window) {
        TestingSound sound = new TestingSound().tone(23, 440, 0.5);
        SoundGrid grid = new SoundGrid(window);
        List<SoundGrid.Place> whole = grid.places(sound.all(), 0, Long.MAX_VALUE);

        List<SoundGrid.Place> cut = new ArrayList<>();
        long[] borders = sound.borders(3_200, 999, 7_777, 10_000);
        for (int i = 0; i + 1 < borders.length; i++) {
            SampledSound part = SampledSound.of(sound.pieces(borders[i], borders[i + 1] + TAIL_US));
            cut.addAll(grid.places(part, borders[i], borders[i + 1]));
        }

        assertThat(cut).isEqualTo(whole);
        assertThat(whole).first().extracting(SoundGrid.Place::from).isEqualTo(0L);
        assertThat(whole.size()).isBetween(23 * 16_000 / window, 23 * 16_000 / window + 1);
    }

    @Test
    void theLastWindowEndsWithTheSound() {
        SampledSound sound = SampledSound.of(new TestingSound().silence(3).pieces(0, 2_500_000));

        assertThat(new SoundGrid(16_000).places(sound, 0, Long.MAX_VALUE))
                .last()
                .isEqualTo(new SoundGrid.Place(32_000, 40_000, 8_000));
    }

    @Test
    void whatIsHardlyHeardIsNoWindow() {
        SampledSound sound =
                SampledSound.of(
                        List.of(
                                new SoundPiece(900_000, new short[1_600]),
                                new SoundPiece(3_000_000, new short[16_000]),
                                new SoundPiece(4_000_000, new short[3_999])));

        assertThat(new SoundGrid(16_000).places(sound, 0, Long.MAX_VALUE))
                .containsExactly(new SoundGrid.Place(48_000, 64_000, 16_000));
    }
}
