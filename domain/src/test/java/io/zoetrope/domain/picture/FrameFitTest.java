package io.zoetrope.domain.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.picture.FrameShape.Fit;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameFitTest {
    private static final Offset<Float> EXACTLY = Offset.offset(1e-6f);

    /** Sizes whose padding is odd or whose scaled side is no whole number. */
    @ParameterizedTest
    @CsvSource({
        "1920, 1080, 416, 416, 0, 91, 416, 234",
        "1137, 640, 416, 416, 0, 91, 416, 234",
        "854, 480, 640, 640, 0, 140, 640, 360",
        "853, 480, 100, 100, 0, 22, 100, 56",
        "100, 33, 10, 10, 0, 3, 10, 3",
        "33, 100, 10, 10, 3, 0, 3, 10",
        "5000, 1, 10, 10, 0, 4, 10, 1",
        "1, 5000, 10, 10, 4, 0, 1, 10"
    })
    void aLetterboxedFrameTakesWholePixels(
            int width, int height, int across, int down, int left, int top, int w, int h) {
        assertThat(FrameFit.of(letterbox(across, down), width, height))
                .isEqualTo(new FrameFit(left, top, w, h));
    }

    /** 33 rows of 100 become 3 of 10: exactly, 3.3 rows from 3.35 on. */
    @Test
    void theBoxOfTheWholePictureIsTheWholeFrame() {
        FrameFit fit = FrameFit.of(letterbox(10, 10), 100, 33);

        Box box = fit.toDisplayed(0, 3, 10, 6);

        assertThat(box.y0()).isCloseTo(0, EXACTLY);
        assertThat(box.y1()).isCloseTo(1, EXACTLY);
    }

    @Test
    void aBoxKeepsItsPlaceInACroppedFrame() {
        FrameFit fit = FrameFit.of(new FrameShape(100, 100, Fit.CENTER_CROP, 0), 200, 100);

        Box box = fit.toDisplayed(0, 0, 50, 100);

        assertThat(box.x0()).isCloseTo(.25f, EXACTLY);
        assertThat(box.x1()).isCloseTo(.5f, EXACTLY);
        assertThat(box.y1()).isCloseTo(1, EXACTLY);
    }

    @Test
    void whatLiesInThePaddingIsCutAtTheEdge() {
        FrameFit fit = FrameFit.of(letterbox(10, 10), 100, 50);

        assertThat(fit.toDisplayed(0, 0, 10, 2).y1()).isZero();
        assertThat(fit.toDisplayed(0, 8, 10, 10).y0()).isEqualTo(1);
    }

    private static FrameShape letterbox(int across, int down) {
        return new FrameShape(across, down, Fit.LETTERBOX, 0);
    }
}
