package io.zoetrope.query.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    private static Calibration visual(Double scale, Double shift) {
        return Calibration.of(Map.of("visual", new Calibration.Curve(scale, shift)));
    }

    @Test
    void movesTheLogOdds() {
        // 1 to 3 becomes 1 to 1, if the odds are three times as good.
        assertThat(visual(null, Math.log(3)).apply("visual", .25)).isCloseTo(.5, within(1e-12));
        // 3 to 1 becomes 9 to 1, if they are squared.
        assertThat(visual(2.0, null).apply("visual", .75)).isCloseTo(.9, within(1e-12));
        assertThat(visual(2.0, Math.log(1 / 9.)).apply("visual", .75)).isCloseTo(.5, within(1e-12));
    }

    @Test
    void whatIsCertainStaysSo() {
        assertThat(visual(.5, -20.0).apply("visual", 1)).isEqualTo(1);
        assertThat(visual(.5, 20.0).apply("visual", 0)).isZero();
    }

    @Test
    void whatIsLikelierStaysLikelier() {
        Random random = new Random(5);
        for (int i = 0; i < 1_000; i++) {
            Calibration any = visual(.1 + random.nextDouble(), 4 * random.nextGaussian());
            double less = .01 + .48 * random.nextDouble();
            double more = less + .01 + .48 * random.nextDouble();
            assertThat(any.apply("visual", less))
                    .isBetween(0.0, 1.0)
                    .isLessThan(any.apply("visual", more));
        }
    }

    @Test
    void ofOthersNothingChanges() {
        assertThat(visual(3.0, 1.0).apply("text", .3)).isEqualTo(.3);
        assertThat(visual(3.0, 1.0).isOf("text")).isFalse();
        assertThat(Calibration.NONE.apply("visual", .3)).isEqualTo(.3);
    }
}
