package io.zoetrope.models.sounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WavSoundTest {
    @Test
    void resamplingKeepsAStraightLineAndTheDuration() {
        float[] line = new float[441];
        for (int i = 0; i < line.length; i++) {
            line[i] = i / 1000f;
        }
        float[] slower = WavSound.resample(line, 44_100, 16_000);
        assertThat(slower).hasSize(160);
        assertThat(slower[100]).isCloseTo(100 * 44_100f / 16_000 / 1000, within(1e-5f));
        assertThat(WavSound.resample(line, 16_000, 16_000)).isSameAs(line);
    }
}
