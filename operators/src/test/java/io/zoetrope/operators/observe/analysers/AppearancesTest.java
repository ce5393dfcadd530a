package io.zoetrope.operators.observe.analysers;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.Detection;
import io.zoetrope.domain.Vector;
import io.zoetrope.media.Sampling;
import io.zoetrope.models.packages.ModelCatalog;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import io.zoetrope.operators.observe.AnalyserSpec;
import io.zoetrope.operators.observe.LargePicture;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Crops are embedded by any package with an image encoder; the bundled one is at hand. */
class AppearancesTest {
    private static final PlannedModel ENCODER = planned(ModelCatalog.DEFAULT_ENCODER);
    private static final Vector OWN = new Vector(new float[] {1});

    private final LargePicture picture = picture();
    private final Appearances appearances = new Appearances(ENCODER);

    @BeforeEach
    void open() {
        appearances.open();
    }

    @AfterEach
    void close() {
        appearances.close();
    }

    @Test
    void eachLooksAsItsCropDoes() throws Exception {
        Box left = new Box(0, 0, .5f, 1);
        Box right = new Box(.5f, 0, 1, 1);
        List<Detection> seen = of(List.of(detection(left, .9f), detection(right, .6f)));

        assertThat(seen).extracting(Detection::box).containsExactly(left, right);
        assertThat(seen).extracting(Detection::score).containsExactly(.9f, .6f);
        for (Detection detection : seen) {
            byte[] crop = picture.crop(detection.box(), ENCODER.shape());
            Vector alone = appearances.engine().submit(crop).get(1, TimeUnit.MINUTES);
            assertThat(detection.appearance().dot(alone)).isGreaterThan(.999f);
        }
        assertThat(seen.get(0).appearance().dot(seen.get(1).appearance())).isLessThan(.999f);
    }

    @Test
    void onlyTheSureAndOfManyTheBestAreEmbedded() throws Exception {
        List<Detection> found = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            found.add(detection(new Box(.1f, .1f, .2f, .3f), .3f + i * .01f));
        }

        List<Detection> seen = of(found);

        assertThat(seen).hasSize(60);
        for (int i = 0; i < 60; i++) {
            assertThat(seen.get(i).appearance().dimension())
                    .isEqualTo(i < 28 ? 0 : ENCODER.dimension());
        }
        assertThat(of(List.of(detection(new Box(0, 0, 1, 1), .39f))).get(0).appearance())
                .isEqualTo(new Vector(null));
        assertThat(of(List.of())).isEmpty();
    }

    /** Vectors of two encoders must not meet in one index. */
    @Test
    void theModelIsTheOneThatGivesTheVectors() {
        Sampling sampling = Sampling.every(200_000);
        PlannedModel detector = planned(ModelCatalog.DEFAULT_DETECTOR);
        AnalyserSpec alone = new ObjectAnalyser(detector, sampling).spec();
        AnalyserSpec both = new ObjectAnalyser(detector, sampling).withAppearance(ENCODER).spec();

        assertThat(alone.model()).isEqualTo(detector.ref());
        assertThat(both.model()).isEqualTo(ENCODER.ref());
        assertThat(both.dimension()).isEqualTo(ENCODER.dimension());
        assertThat(both.largeSide()).isEqualTo(AnalyserSpec.MAX_LARGE_SIDE);
        assertThat(both.sampling()).isEqualTo(sampling);
    }

    private List<Detection> of(List<Detection> found) throws Exception {
        return appearances
                .of(CompletableFuture.completedFuture(found), picture)
                .get(1, TimeUnit.MINUTES);
    }

    private static Detection detection(Box box, float score) {
        return new Detection("thing", score, box, OWN);
    }

    private static LargePicture picture() {
        byte[] rgb = new byte[64 * 32 * 3];
        new Random(5).nextBytes(rgb);
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = i / 3 % 64 < 32 ? (byte) (i % 3 == 0 ? 220 : 20) : rgb[i];
        }
        return new LargePicture(64, 32, rgb);
    }

    private static PlannedModel planned(String name) {
        return PlannedModel.find(List.of(), name, RuntimeOptions.CPU);
    }
}
