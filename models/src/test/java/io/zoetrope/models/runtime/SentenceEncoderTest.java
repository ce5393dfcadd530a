package io.zoetrope.models.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.zoetrope.domain.Vector;
import io.zoetrope.models.packages.ModelCatalog;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.packages.manifest.ModelTask;
import io.zoetrope.models.runtime.onnx.ModelException;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import io.zoetrope.models.tokenize.Tokenizers;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sentence encoder that comes with the jar. */
class SentenceEncoderTest {
    private static final ModelCatalog CATALOG = ModelCatalog.bundled();
    private static final ModelPackage MODEL = CATALOG.find(ModelCatalog.DEFAULT_SENTENCES);
    @AutoClose private static SentenceEncoder encoder;

    @BeforeAll
    static void open() {
        encoder = SentenceEncoder.open(MODEL, RuntimeOptions.CPU);
    }

    @Test
    void comesWholeAndWithItsSource() {
        assertThat(MODEL.manifest().task()).isEqualTo(ModelTask.SENTENCE_ENCODER);
        assertThat(MODEL.missing()).isEmpty();
        assertThat(MODEL.manifest().about().licence()).isEqualTo("Apache-2.0");
        assertThat(encoder.dimension()).isEqualTo(384);
    }

    @Test
    void cutsAsBertDoes() {
        // [CLS] hello world [SEP], and a word in pieces: the ids of BERT's uncased vocabulary.
        assertThat(Tokenizers.open(MODEL).encode("Hello, WORLD"))
                .containsExactly(101, 7592, 1010, 2088, 102);
        assertThat(Tokenizers.open(MODEL).encode("embeddings"))
                .containsExactly(101, 7861, 8270, 4667, 2015, 102);
    }

    @ParameterizedTest
    @CsvSource({
        "A man is eating food.,           A man is eating a piece of bread.,      0.6,  1",
        "The new movie is awesome,        The new movie is so great,              0.75, 1",
        "How do I get a refund?,          I want my money back.,                  0.35, 1",
        "The cat sits outside,            The stock market fell by two percent,  -1,    0.2",
    })
    void meaningIsNear(String one, String other, double least, double most) {
        List<Vector> vectors = encoder.passages(List.of(one, other));
        assertThat((double) vectors.get(0).dot(vectors.get(1))).isBetween(least, most);
    }

    @Test
    void givesVectorsOfLengthOneThatDoNotDependOnTheBatch() {
        List<String> texts =
                List.of("", "no", "A man is eating food.", "word ".repeat(5000), "漢字 и кириллица");
        List<Vector> together = encoder.passages(texts);
        assertThat(together).hasSameSizeAs(texts);
        for (int i = 0; i < texts.size(); i++) {
            Vector alone = encoder.passages(List.of(texts.get(i))).get(0);
            assertThat(together.get(i)).isEqualTo(alone);
            assertThat(alone.dot(alone)).isCloseTo(1, within(1e-4f));
        }
        assertThat(encoder.passages(List.of())).isEmpty();
    }

    @Test
    void whatIsTooLongIsCut() {
        String start = "the weather in the mountains changes quickly ".repeat(60);
        assertThat(encoder.passages(List.of(start)))
                .isEqualTo(encoder.passages(List.of(start + "and so does the mood")));
    }

    @Test
    void findsTheLineThatAnswers() {
        SentenceQuestions.Score score = SentenceQuestions.score(encoder, ".");
        assertThat(score.first()).isGreaterThanOrEqualTo(0.8);
        assertThat(score.three()).isGreaterThanOrEqualTo(0.93);
        assertThat(score.right() - score.wrong()).isGreaterThan(0.3);
    }

    /** docs/decisions/0014-sentences.md; others are looked for in {@code zoetrope.models}. */
    @Test
    void noOtherOfItsSizeThatIsHereFindsMore() {
        SentenceQuestions.Score ours = SentenceQuestions.score(encoder, ".");
        List<ModelPackage> others =
                ModelCatalog.standard(List.of()).list().stream()
                        .filter(m -> m.manifest().task() == ModelTask.SENTENCE_ENCODER)
                        .filter(m -> m.manifest().dimension() == encoder.dimension())
                        .filter(m -> !m.name().equals(MODEL.name()) && m.missing().isEmpty())
                        .toList();
        assumeFalse(others.isEmpty(), "no other sentence encoder has been pulled");
        for (ModelPackage model : others) {
            try (SentenceEncoder other = SentenceEncoder.open(model, RuntimeOptions.CPU)) {
                SentenceQuestions.Score theirs = SentenceQuestions.score(other, ".");
                assertThat(theirs.first())
                        .as("%s %s, bundled %s", model.name(), theirs, ours)
                        .isLessThanOrEqualTo(ours.first());
            }
        }
    }

    @Test
    void otherTasksAreRefused() {
        ModelPackage clip = CATALOG.find(ModelCatalog.DEFAULT_ENCODER);
        assertThatThrownBy(() -> SentenceEncoder.open(clip, RuntimeOptions.CPU))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("image-text-encoder, no sentence encoder");
    }
}
