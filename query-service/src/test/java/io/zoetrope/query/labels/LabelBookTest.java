package io.zoetrope.query.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Vector;
import io.zoetrope.query.labels.LabelEvent.Action;
import io.zoetrope.query.labels.examples.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelBookTest {
    private LabelBook book = LabelBook.EMPTY;

    private static List<Example> examples(String... ids) {
        List<Example> examples = new ArrayList<>();
        for (String id : ids) {
            examples.add(
                    new Example(
                            id,
                            FindingKind.OBJECT,
                            "v",
                            "car",
                            new ModelRef("m", "1"),
                            new Vector(new float[] {1})));
        }
        return examples;
    }

    private void say(
            String label,
            Action action,
            String name,
            List<Example> positives,
            List<Example> negatives,
            long undoes) {
        LabelEvent event =
                new LabelEvent(
                        book.version() + 1,
                        label,
                        action,
                        name,
                        positives,
                        negatives,
                        undoes,
                        "ann",
                        0);
        book = book.and(List.of(event));
    }

    private void teach(String label, String name, String positive, String negative) {
        say(
                label,
                Action.TEACH,
                name,
                positive.isEmpty() ? List.of() : examples(positive),
                negative.isEmpty() ? List.of() : examples(negative),
                0);
    }

    private void undo(String label) {
        long last = label(label).undoable().orElseThrow().version();
        say(label, Action.UNDO, label(label).name(), List.of(), List.of(), last);
    }

    private BookedLabel label(String id) {
        return book.labels().get(id);
    }

    /** As they were written before names were composed. */
    @Test
    void aNameWithItsAccentsApartIsFoundByEitherSpelling() {
        teach("a", "Cafe\u0301", "o1", "");

        assertThat(book.named("Caf\u00e9")).contains(label("a"));
        assertThat(book.named("Cafe\u0301")).contains(label("a"));
        assertThat(book.everNamed("Caf\u00e9")).contains(label("a"));
        assertThat(label("a").name()).as("what findings get").isEqualTo("Caf\u00e9");
        assertThat(book.left(label("a"))).as("what they lose").containsExactly("Cafe\u0301");

        say("a", Action.DELETE, "Cafe\u0301", List.of(), List.of(), 0);
        assertThat(book.left(label("a"))).containsExactly("Cafe\u0301", "Caf\u00e9");
        assertThat(book.gone()).containsExactly("Cafe\u0301", "Caf\u00e9");
    }

    @Test
    void aLabelIsKnownByItsNameHoweverAccentsAreWritten() {
        assertThat(LabelRules.name("e\u0301te\u0301")).isEqualTo("\u00e9t\u00e9");
        teach("l", LabelRules.name("e\u0301te\u0301"), "p", "n");
        for (String name : List.of("e\u0301te\u0301", "\u00e9t\u00e9")) {
            assertThat(book.named(name)).map(BookedLabel::labelId).contains("l");
            assertThat(book.everNamed(name)).map(BookedLabel::labelId).contains("l");
        }
    }

    @Test
    void whatWasSaidLastOfAnExampleHolds() {
        teach("l", "mine", "a", "");
        teach("l", "mine", "b", "a");
        assertThat(label("l").positives()).containsOnlyKeys("b");
        assertThat(label("l").negatives()).containsOnlyKeys("a");
        undo("l");
        assertThat(label("l").positives()).containsOnlyKeys("a");
        assertThat(label("l").negatives()).isEmpty();
        undo("l");
        assertThat(label("l").deleted()).as("nothing is left of it").isTrue();
        assertThat(label("l").undoable()).isEmpty();
        assertThat(label("l").events()).hasSize(4);
    }

    @Test
    void aNameIsLeftWhenNobodyHasIt() {
        teach("l", "mine", "a", "");
        say("l", Action.RENAME, "yours", List.of(), List.of(), 0);
        assertThat(book.named("mine")).isEmpty();
        assertThat(book.named("yours")).isPresent();
        assertThat(book.left(label("l"))).containsExactly("mine");
        teach("m", "mine", "b", "");
        assertThat(book.left(label("l"))).as("another label has it").isEmpty();
        assertThat(book.named("mine").orElseThrow().labelId()).isEqualTo("m");
    }

    @Test
    void whatWasDeletedComesBack() {
        teach("l", "mine", "a", "");
        say("l", Action.DELETE, "mine", List.of(), List.of(), 0);
        assertThat(book.standing()).isEmpty();
        assertThat(book.left(label("l"))).containsExactly("mine");
        assertThat(book.everNamed("mine")).isPresent();
        undo("l");
        assertThat(book.standing()).extracting(BookedLabel::name).containsExactly("mine");
        assertThat(label("l").positives()).containsOnlyKeys("a");
    }

    @Test
    void aGapIsRefused() {
        LabelEvent late =
                new LabelEvent(2, "l", Action.TEACH, "n", examples("a"), List.of(), 0, "ann", 0);
        assertThatThrownBy(() -> book.and(List.of(late)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** What is kept in memory is bounded by its vectors, not by how many there are. */
    @Test
    void weighsTheValuesOfItsVectors() {
        teach("l", "mine", "a", "b");
        int small = book.weight();
        Example wide =
                new Example(
                        "c",
                        FindingKind.OBJECT,
                        "v",
                        "car",
                        new ModelRef("m", "1"),
                        new Vector(new float[4_096]));
        say("l", Action.TEACH, "mine", List.of(wide), List.of(), 0);
        assertThat(book.weight()).isBetween(small + 4_096, small + 4_096 + 200);
    }

    /** Whatever is said, taking back as often as was said leaves nothing, and events only grow. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void everythingCanBeTakenBack(long seed) {
        Random random = new Random(seed);
        List<BookedLabel> states = new ArrayList<>();
        int said = 0;
        for (int step = 0; step < 40; step++) {
            int choice = said == 0 ? 0 : random.nextInt(5);
            if (choice == 4) {
                undo("l");
                said--;
                states.remove(states.size() - 1);
                if (said > 0) {
                    BookedLabel before = states.get(said - 1);
                    assertThat(label("l").positives()).isEqualTo(before.positives());
                    assertThat(label("l").negatives()).isEqualTo(before.negatives());
                    assertThat(label("l").name()).isEqualTo(before.name());
                    assertThat(label("l").deleted()).isEqualTo(before.deleted());
                }
                continue;
            }
            if (choice == 3) {
                say("l", Action.RENAME, "n" + random.nextInt(3), List.of(), List.of(), 0);
            } else {
                String name = said == 0 ? "n0" : label("l").name();
                teach("l", name, "e" + random.nextInt(6), "f" + random.nextInt(6));
            }
            said++;
            states.add(label("l"));
            assertThat(label("l").events()).hasSize(step + 1);
            // One by one or all at once, it is the same book.
            assertThat(LabelBook.EMPTY.and(label("l").events())).isEqualTo(book);
        }
    }
}
