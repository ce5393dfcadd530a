package io.zoetrope.operators.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.zoetrope.domain.MediaInfo;
import io.zoetrope.domain.Rational;
import io.zoetrope.media.KeyFrameIndex;
import io.zoetrope.media.playback.SegmentContainer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RenditionsTest {
    private static final long US = 1_000_000;
    private static final RenditionOptions OPTIONS = options(10 * US, 480, 1080, 720, 360);

    @ParameterizedTest
    @CsvSource({
        "h264, aac, 0, 5, source",
        "h264, ac3, 0, 5, source",
        "h264, '', 0, 5, source",
        "h264, aac, 90, 5, '1080p 720p 480p 360p'",
        "h264, aac, 0, 30, '1080p 720p 480p 360p'",
        "hevc, aac, 0, 5, '1080p 720p 480p 360p'",
        "vp9, opus, 0, 5, '1080p 720p 480p 360p'",
    })
    void whatBrowsersPlayIsCopied(
            String video, String audio, int turn, int keySeconds, String names) {
        assertThat(of(video, audio, turn, 1920, 1080, keySeconds).names())
                .containsExactly(names.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "3840, 2160, '1080p 720p 480p 360p'",
        "1080, 1920, '1080p 720p 480p 360p'",
        "1024, 576, '576p 360p'",
        "854, 480, '480p 360p'",
        "640, 368, 368p",
        "64, 48, 48p",
        "40, 7, 16p",
    })
    void noneIsLargerThanTheSourceNorNearlyAsLargeAsAnother(int width, int height, String names) {
        assertThat(of("vp9", "", 0, width, height, 5).names()).containsExactly(names.split(" "));
    }

    @Test
    void encodingCostsMoreThanDecodingAndCopyingNearlyNothing() {
        int copied = of("h264", "aac", 0, 1920, 1080, 5).costSide();
        int encoded = of("hevc", "aac", 0, 1920, 1080, 5).costSide();
        assertThat((double) encoded * encoded).isGreaterThan(5.0 * 1920 * 1080);
        assertThat((double) copied * copied).isLessThan(0.01 * 1920 * 1080);
    }

    @Test
    void aLadderHasRungs() {
        assertThatIllegalArgumentException().isThrownBy(() -> options(US));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options(US, 720, 4))
                .withMessageContaining("not 4");
    }

    /** All segments of a video are of one kind, whatever is set when they are made. */
    @ParameterizedTest
    @EnumSource
    void theContainerIsInThePlan(SegmentContainer container) {
        Renditions made = of("vp9", "", 0, 64, 48, 5);
        List<String> planned = made.planned(container);
        assertThat(Renditions.container(planned)).isEqualTo(container);
        assertThat(Renditions.names(planned)).isEqualTo(made.names());
    }

    private static RenditionOptions options(long longestUs, Integer... ladder) {
        return new RenditionOptions(longestUs, List.of(ladder), SegmentContainer.FMP4);
    }

    private static Renditions of(
            String video, String audio, int turn, int width, int height, int keySeconds) {
        MediaInfo media =
                new MediaInfo(
                        0,
                        60 * US,
                        width,
                        height,
                        turn,
                        new Rational(25, 1),
                        "mov",
                        video,
                        audio,
                        1000);
        long[] keys = new long[60 / keySeconds];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = i * keySeconds * US;
        }
        return Renditions.of(media, new KeyFrameIndex(keys, new long[0]), OPTIONS);
    }
}
