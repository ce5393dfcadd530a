package io.zoetrope.query.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.LabelLimits;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Vector;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.labels.LabelEvent.Action;
import io.zoetrope.query.labels.examples.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LabelRulesTest {
    private static final String TENANT = "acme";

    private static Example example(String id, String model, String clazz, int dimension) {
        return new Example(
                id,
                FindingKind.OBJECT,
                "v",
                clazz,
                new ModelRef(model, "1"),
                new Vector(new float[dimension]));
    }

    private static List<Example> examples(String prefix, int count, String model, int dimension) {
        return IntStream.range(0, count)
                .mapToObj(i -> example(prefix + i, model, "car", dimension))
                .toList();
    }

    private static LabelEvent teaching(
            LabelBook book, String label, List<Example> positives, List<Example> negatives) {
        return new LabelEvent(
                book.version() + 1,
                label,
                Action.TEACH,
                "name of " + label,
                positives,
                negatives,
                0,
                "ann",
                0);
    }

    private static String refusal(LabelBook book, LabelEvent event) {
        return catchThrowableOfType(
                        ApiError.class, () -> LabelRules.requireTeachable(TENANT, book, event))
                .code();
    }

    private static void assertTaken(LabelEvent event) {
        assertThatCode(() -> LabelRules.requireTeachable(TENANT, LabelBook.EMPTY, event))
                .doesNotThrowAnyException();
    }

    /** Two models of 4,096 values: 28 vectors are around, 15 examples are what is left. */
    @Test
    void whatTheJobCannotBeToldIsRefused() {
        List<Example> positives = new ArrayList<>(examples("a", 7, "one", 4_096));
        positives.addAll(examples("b", 7, "two", 4_096));
        assertTaken(teaching(LabelBook.EMPTY, "l", positives, List.of()));
        positives.addAll(examples("c", 2, "two", 4_096));
        LabelEvent large = teaching(LabelBook.EMPTY, "l", positives, List.of());
        assertThat(refusal(LabelBook.EMPTY, large)).isEqualTo("label_too_large");
        assertTaken(
                teaching(
                        LabelBook.EMPTY,
                        "l",
                        examples("p", 250, "one", 768),
                        examples("n", 250, "one", 768)));
    }

    /** What is known of the surroundings may grow later; the vectors are as many by then. */
    @Test
    void theLongestMessageIsCountedAndNotTodays() {
        LabelEvent event =
                teaching(
                        LabelBook.EMPTY,
                        "l",
                        examples("p", 16, "one", 4_096),
                        examples("n", 16, "one", 4_096));
        BookedLabel label = LabelBook.EMPTY.with(event);
        assertThat(LabelMeanings.longest(TENANT, label).models().get(0).surroundings().directions())
                .hasSize(12);
        assertThat(refusal(LabelBook.EMPTY, event)).isEqualTo("label_too_large");
    }

    @Test
    void theJobTakesSoManyClasses() {
        List<Example> positives =
                IntStream.range(0, LabelLimits.MAX_CLASSES)
                        .mapToObj(i -> example("p" + i, "one", "class " + i, 4))
                        .toList();
        assertTaken(teaching(LabelBook.EMPTY, "l", positives, List.of()));
        List<Example> more =
                Stream.concat(positives.stream(), Stream.of(example("q", "one", "one more", 4)))
                        .toList();
        assertThat(refusal(LabelBook.EMPTY, teaching(LabelBook.EMPTY, "l", more, List.of())))
                .isEqualTo("label_too_large");
    }

    @Test
    void examplesOfANewLabelCountToo() {
        assertThat(
                        refusal(
                                LabelBook.EMPTY,
                                teaching(
                                        LabelBook.EMPTY,
                                        "l",
                                        examples("p", 300, "one", 4),
                                        examples("n", 201, "one", 4))))
                .isEqualTo("too_many_examples");
        LabelBook book =
                LabelBook.EMPTY.and(
                        List.of(
                                teaching(
                                        LabelBook.EMPTY,
                                        "l",
                                        examples("p", 300, "one", 4),
                                        List.of())));
        assertThat(refusal(book, teaching(book, "l", examples("q", 201, "one", 4), List.of())))
                .isEqualTo("too_many_examples");
        // One that is taught again is the same one.
        LabelEvent again = teaching(book, "l", List.of(), examples("p", 300, "one", 4));
        assertThatCode(() -> LabelRules.requireTeachable(TENANT, book, again))
                .doesNotThrowAnyException();
    }

    @Test
    void aNewLabelBeginsWithWhatHasIt() {
        assertThat(
                        refusal(
                                LabelBook.EMPTY,
                                teaching(
                                        LabelBook.EMPTY,
                                        "l",
                                        List.of(),
                                        examples("n", 1, "one", 4))))
                .isEqualTo("invalid_request");
    }

    @Test
    void aTenantHasSoManyLabels() {
        LabelBook book = LabelBook.EMPTY;
        for (int i = 0; i < LabelLimits.MAX_LABELS; i++) {
            book =
                    book.and(
                            List.of(
                                    teaching(
                                            book, "l" + i, examples("p", 1, "one", 4), List.of())));
        }
        assertThat(refusal(book, teaching(book, "more", examples("p", 1, "one", 4), List.of())))
                .isEqualTo("too_many_labels");
    }
}
