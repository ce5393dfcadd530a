package io.zoetrope.query.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Json;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | true",
                "{\"dialogue\": {\"scale\": 2}} | true",
                "{\"visual\": {\"shift\": 1}} | false"
            })
    void aSearchOfLooksStaysOneUnlessLooksAreCalibrated(String calibration, boolean stays) {
        assertThat(ClauseRules.isOfLooks(ofLooks(calibration), Map.of())).isEqualTo(stays);
    }

    @Test
    void whatIsWrongIsRefusedOfASearchOfLooksToo() {
        SearchRequest request = ofLooks("{\"smell\": {\"scale\": 2}}");
        assertThatThrownBy(() -> SearchRules.ofText(request)).isInstanceOf(ApiError.class);
    }

    private static SearchRequest ofLooks(String calibration) {
        return Json.read(
                "{\"query\": {\"text\": \"a\"}, \"modalities\": [\"visual\"], \"calibration\": "
                        + calibration
                        + "}",
                SearchRequest.class);
    }
}
