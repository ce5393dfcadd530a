package io.zoetrope.query.nearness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarityTest {
    /** Scores as the k-NN plugin gives them for a known cosine. */
    @ParameterizedTest
    @CsvSource({
        "cosinesimil, 1, 1",
        "cosinesimil, 0.5, 0",
        "cosinesimil, 0, -1",
        "innerproduct, 2, 1",
        "innerproduct, 1, 0",
        "innerproduct, 0.5, -1",
        "l2, 1, 1",
        "l2, 0.333333333, 0",
        "l2, 0.2, -1"
    })
    void everySpaceGivesTheSameScore(String space, double score, double cosine) {
        Similarity similarity = Similarity.ofSpace(space);
        assertThat(similarity.cosine(score)).isCloseTo(cosine, within(1e-6));
        assertThat(similarity.apiScore(score)).isCloseTo((1 + cosine) / 2, within(1e-6));
    }
}
