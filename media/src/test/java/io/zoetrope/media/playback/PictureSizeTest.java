package io.zoetrope.media.playback;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureSizeTest {
    @ParameterizedTest
    @CsvSource({
        "720p, 1920, 1080, 1280, 720",
        "720p, 1080, 1920, 720, 1280",
        "720p, 640, 360, 640, 360",
        "480p, 1920, 1080, 854, 480",
        "480p, 1440, 1080, 640, 480",
        "97p, 131, 97, 130, 96",
        "source, 3840, 2160, 1920, 1080",
        "source, 853, 481, 852, 480",
        "16p, 3, 1, 48, 16",
        "16p, 9000, 1, 4096, 16",
        "1080p, 16000, 1080, 4096, 276",
    })
    void isEvenAndNoLargerThanTheSource(
            String name, int width, int height, int expectedWidth, int expectedHeight) {
        assertThat(PictureSize.of(name, width, height))
                .isEqualTo(new PictureSize(expectedWidth, expectedHeight));
    }
}
