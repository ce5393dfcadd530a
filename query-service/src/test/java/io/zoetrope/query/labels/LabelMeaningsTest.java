package io.zoetrope.query.labels;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.LabelModel;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Surroundings;
import io.zoetrope.domain.Vector;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much is kept of what labels mean: as many as fit, long vectors or short. */
class LabelMeaningsTest {
    @ParameterizedTest
    @CsvSource({"64, 5696", "512, 712", "4096, 89"})
    void asManyAreKeptAsFit(int dimension, int kept) {
        int weight = LabelMeanings.weight(List.of(meaning(dimension)));
        assertThat(weight).isEqualTo(1 + 46 * dimension);
        assertThat(LabelMeanings.MAX_WEIGHT / weight).isEqualTo(kept);
        assertThat(LabelMeanings.weight(List.of())).isEqualTo(1);
    }

    /** A mean, twelve directions, a prototype, sixteen positive and sixteen negative examples. */
    private static LabelModel meaning(int dimension) {
        Vector vector = new Vector(new float[dimension]);
        return new LabelModel(
                FindingKind.OBJECT,
                new ModelRef("m", "1"),
                List.of("car"),
                new Surroundings(
                        vector,
                        Collections.nCopies(Surroundings.MAX_DIRECTIONS, vector),
                        new Vector(new float[Surroundings.MAX_DIRECTIONS])),
                vector,
                Collections.nCopies(16, vector),
                Collections.nCopies(16, vector),
                16);
    }
}
