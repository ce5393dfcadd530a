package io.zoetrope.operators.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LoudnessTest {
    @Test
    void aSineAtFullScaleIsThreeBelowZero() {
        assertThat(loudness(new TestingSound().tone(1, 1000, 1))).isCloseTo(-3.01f, within(0.02f));
    }

    @Test
    void aTenthIsTwentyLess() {
        float loud = loudness(new TestingSound().noise(1, 0.1));

        assertThat(loudness(new TestingSound().noise(1, 0.01))).isCloseTo(loud - 20, within(0.1f));
    }

    @Test
    void ditherAndAnOffsetAreSilence() {
        assertThat(loudness(new TestingSound().silence(1))).isEqualTo(Loudness.FLOOR_DB);
        assertThat(Loudness.isSilent(loudness(new TestingSound().noise(1, 1.0 / 32_768)))).isTrue();
        float[] offset = new float[16_000];
        Arrays.fill(offset, 0.3f);
        assertThat(Loudness.of(offset, offset.length)).isEqualTo(Loudness.FLOOR_DB);
    }

    @Test
    void whatIsBarelyHeardIsNone() {
        assertThat(Loudness.isSilent(loudness(new TestingSound().tone(1, 300, 0.003)))).isFalse();
    }

    @Test
    void aGapIsNotPartOfIt() {
        float[] tone = new TestingSound().tone(1, 500, 0.5).all().samples(0, 16_000);

        assertThat(Loudness.of(Arrays.copyOf(tone, 32_000), 16_000))
                .isCloseTo(Loudness.of(tone, 16_000), within(0.01f));
    }

    private static float loudness(TestingSound sound) {
        return Loudness.of(sound.all().samples(0, 16_000), 16_000);
    }
}
