package io.zoetrope.models.sounds;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.zoetrope.domain.RejectedInput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** At one sample a second a file of a few bytes would be brought to sound of hours. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 999, 2_000_000})
    void aRateThatAHeadMakesUpIsRefused(int rate) {
        assertThatThrownBy(() -> WavSound.read(wav(rate, 100), 16_000))
                .isInstanceOf(RejectedInput.class);
    }

    @Test
    void soundOfMoreThanTenMinutesIsRefused() throws Exception {
        assertThat(WavSound.read(wav(8_000, 8_000), 16_000)).hasSize(16_000);
        assertThatThrownBy(() -> WavSound.read(wav(1_000, 600_001), 16_000))
                .isInstanceOf(RejectedInput.class)
                .hasMessageContaining("longer than 600 s");
    }

    /** Of silence: mono, 16 bits. */
    private static byte[] wav(int rate, int samples) {
        ByteBuffer file = ByteBuffer.allocate(44 + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(US_ASCII)).putInt(36 + 2 * samples);
        file.put("WAVEfmt ".getBytes(US_ASCII)).putInt(16).putShort((short) 1).putShort((short) 1);
        file.putInt(rate).putInt(2 * rate).putShort((short) 2).putShort((short) 16);
        file.put("data".getBytes(US_ASCII)).putInt(2 * samples);
        return file.array();
    }
}
