package io.zoetrope.models.runtime.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.zoetrope.domain.Detection;
import io.zoetrope.models.runtime.Picture;
import io.zoetrope.models.runtime.TinyModels;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectDetectorTest {
    @TempDir Path folder;

    @Test
    void boxesLieInTheDisplayedFrame() {
        try (ObjectDetector detector =
                ObjectDetector.open(TinyModels.detector(folder), RuntimeOptions.CPU)) {
            // In a letterbox of a frame twice as wide as high, the frame fills the middle half.
            Picture wide = picture(0, 64, 128, 192, 200, 1, 1920, 960);
            Picture square = picture(0, 64, 128, 192, 200, 0, 100, 100);
            Picture faint = picture(0, 64, 128, 192, 20, 0, 100, 100);
            Picture border = picture(0, 0, 255, 60, 200, 0, 1920, 960);

            List<List<Detection>> found =
                    detector.detect(List.of(wide, square, faint, border, wide));

            Detection car = found.get(0).get(0);
            assertThat(car.label()).isEqualTo("boat");
            assertThat(car.score()).isCloseTo(200 / 255f, within(1e-5f));
            assertThat(car.box().y0()).isCloseTo(0, within(0.01f));
            assertThat(car.box().x1()).isCloseTo(0.5f, within(0.01f));
            assertThat(car.box().y1()).isCloseTo(1, within(0.01f));
            assertThat(car.appearance().values()).containsExactly(3, 4);
            assertThat(found.get(1).get(0).box().y0()).isCloseTo(0.25f, within(0.01f));
            assertThat(found.get(2)).isEmpty();
            assertThat(found.get(3)).as("box outside the frame").isEmpty();
            assertThat(found.get(4)).isEqualTo(found.get(0));
        }
    }

    @Test
    void whatIsBelowItsThresholdIsGivenToWhomAsksForIt() {
        Picture sure = picture(0, 64, 128, 192, 200, 0, 100, 100);
        Picture unsure = picture(0, 64, 128, 192, 40, 0, 100, 100);
        Picture faint = picture(0, 64, 128, 192, 20, 0, 100, 100);
        try (ObjectDetector all =
                        ObjectDetector.open(TinyModels.detector(folder), RuntimeOptions.CPU, .1f);
                ObjectDetector usual =
                        ObjectDetector.open(TinyModels.detector(folder), RuntimeOptions.CPU)) {
            List<List<Detection>> found = all.detect(List.of(sure, unsure, faint));

            assertThat(found.get(0)).isEqualTo(usual.detect(List.of(sure)).get(0));
            assertThat(found.get(1)).singleElement().matches(one -> one.score() < .3f);
            assertThat(found.get(2)).isEmpty();
            assertThat(usual.detect(List.of(unsure)).get(0)).isEmpty();
        }
    }

    private static Picture picture(
            int x0, int y0, int x1, int y1, int score, int label, int width, int height) {
        byte[] rgb = new byte[48];
        int[] values = {x0, y0, x1, y1, score, label, 3, 4};
        for (int i = 0; i < values.length; i++) {
            rgb[i] = (byte) values[i];
        }
        return new Picture(rgb, width, height);
    }

    @Test
    void theBetterOfTwoBoxesOfAClassStays() {
        Candidate best = box(0, 0, 10, 10, 0.9f, 1);
        Candidate covered = box(1, 1, 11, 11, 0.8f, 1);
        Candidate otherClass = box(1, 1, 11, 11, 0.7f, 2);
        Candidate away = box(50, 50, 60, 60, 0.6f, 1);

        assertThat(Suppression.apply(List.of(away, covered, best, otherClass), 0.5f, 10))
                .containsExactly(best, otherClass, away);
        assertThat(Suppression.apply(List.of(away, best), 0.5f, 1)).containsExactly(best);
    }

    @Test
    void aLookWithoutADirectionIsNone() {
        assertThat(look(0, 3)).containsExactly(0, 3);
        assertThat(look(0, 0)).isEmpty();
        assertThat(look(1, Float.NaN)).isEmpty();
        assertThat(look(1, Float.NEGATIVE_INFINITY)).isEmpty();
        assertThat(look()).isEmpty();
    }

    private static float[] look(float... values) {
        return new Candidate(0, 0, 1, 1, 1, 0, values).look();
    }

    private static Candidate box(float x0, float y0, float x1, float y1, float score, int label) {
        return new Candidate(x0, y0, x1, y1, score, label, Candidate.NO_APPEARANCE);
    }
}
