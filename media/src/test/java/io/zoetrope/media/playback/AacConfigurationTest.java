package io.zoetrope.media.playback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AacConfigurationTest {
    @ParameterizedTest
    @CsvSource({
        // AAC-LC, 44.1 kHz, stereo
        "1210, 2, 44100, 2, true",
        // The same with its rate in 24 bits
        "1780562210, 2, 44100, 2, true",
        // High efficiency: plain packets of 22.05 kHz
        "2b8a0800, 2, 22050, 1, true",
        // Parametric stereo of 24 kHz, mono below
        "eb098800, 2, 24000, 1, true",
        // Packets of 960 samples
        "1214, 2, 44100, 2, false",
        // Low delay
        "ba10, 23, 44100, 2, false",
    })
    void saysWhatPacketsStandOn(String hex, int type, int rate, int channels, boolean plain) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        AacConfiguration coding = AacConfiguration.of(bytes).orElseThrow();
        assertThat(coding.type()).isEqualTo(type);
        assertThat(coding.rate()).isEqualTo(rate);
        assertThat(coding.channels()).isEqualTo(channels);
        assertThat(coding.takesPlainPackets()).isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12", "ff", "1680", "2b"})
    void whatIsNoneIsNone(String hex) {
        assertThat(AacConfiguration.of(HexFormat.of().parseHex(hex))).isEmpty();
    }

    @Test
    void packetsMaySayTheirChannels() {
        AacConfiguration coding =
                AacConfiguration.of(HexFormat.of().parseHex("1200")).orElseThrow();
        assertThat(coding.channels()).isZero();
    }
}
