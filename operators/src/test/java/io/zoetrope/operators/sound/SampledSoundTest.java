package io.zoetrope.operators.sound;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.media.SoundPiece;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampledSoundTest {
    @Test
    void placesSamplesInMediaTimeWithTheGapsBetween() {
        SampledSound sound =
                SampledSound.of(
                        List.of(
                                new SoundPiece(1_000_000, new short[] {16_384, -32_768}),
                                new SoundPiece(1_000_250, new short[] {8_192})));

        assertThat(sound.from()).isEqualTo(16_000);
        assertThat(sound.to()).isEqualTo(16_005);
        assertThat(sound.samples(15_999, 16_006)).containsExactly(0, 0.5f, -1, 0, 0, 0.25f, 0);
        assertThat(sound.heard(15_999, 16_006)).isEqualTo(3);
    }

    @Test
    void aPieceThatOverlapsAnotherCountsOnce() {
        SampledSound sound =
                SampledSound.of(
                        List.of(
                                new SoundPiece(0, new short[] {1, 1, 1}),
                                new SoundPiece(62, new short[] {2, 2})));

        assertThat(sound.heard(0, 3)).isEqualTo(3);
        assertThat(sound.samples(1, 2)).containsExactly(2 / 32_768f);
    }

    @Test
    void aClockThatJumpsDoesNotMakeALongSound() {
        SampledSound sound =
                SampledSound.of(
                        List.of(
                                new SoundPiece(0, new short[16]),
                                new SoundPiece(36_000_000_000L, new short[16]),
                                new SoundPiece(1000, new short[16])));

        assertThat(sound.to()).isEqualTo(32);
    }

    @Test
    void withoutPiecesItIsEmpty() {
        assertThat(SampledSound.of(List.of()).isEmpty()).isTrue();
    }
}
