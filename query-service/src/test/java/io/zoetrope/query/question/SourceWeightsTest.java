package io.zoetrope.query.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SourceWeightsTest {
    private static final SourceWeights HALF = SourceWeights.of(Map.of("visual", 0.5));

    @Test
    void aSourceOfLessWeightCountsLess() {
        assertThat(HALF.weighed(.75, "visual", Modality.ALL)).isCloseTo(.5, within(1e-12));
        assertThat(HALF.weighed(.75, "dialogue", Modality.ALL)).isEqualTo(.75);
        assertThat(HALF.weighed(1, "visual", Modality.ALL)).as("sure").isEqualTo(1);
        assertThat(HALF.weighed(0, "visual", Modality.ALL)).isZero();
    }

    @Test
    void weightsAreSharesOfTheLargestThatIsAsked() {
        assertThat(HALF.weighed(.75, "visual", List.of("visual"))).isEqualTo(.75);
        SourceWeights twice = SourceWeights.of(Map.of("dialogue", 2.0));
        assertThat(twice.weighed(.75, "visual", Modality.ALL)).isCloseTo(.5, within(1e-12));
        assertThat(SourceWeights.EQUAL.weighed(.3, "text", Modality.ALL)).isEqualTo(.3);
    }
}
