package io.zoetrope.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.zoetrope.domain.index.VectorBytes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Things of several looks, dealt by chance: each look a direction, with noise around it. */
class LabelModelTest {
    private static final ModelRef MODEL = new ModelRef("m", "1");
    private static final int DIMENSION = 32;
    private static final int LOOKS = 8;

    private final List<Vector> centres = new ArrayList<>();
    private Random random;

    private void deal(long seed) {
        random = new Random(seed);
        centres.clear();
        for (int i = 0; i < LOOKS; i++) {
            centres.add(noise(1));
        }
    }

    private Vector noise(double scale) {
        float[] values = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            values[i] = (float) (scale * random.nextGaussian());
        }
        return new Vector(values);
    }

    private Vector thing(int look) {
        float[] values = noise(.4).values();
        for (int i = 0; i < DIMENSION; i++) {
            values[i] += centres.get(look).values()[i];
        }
        return Surroundings.normalised(values);
    }

    private List<Vector> things(int look, int many) {
        List<Vector> things = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            things.add(thing(look));
        }
        return things;
    }

    private Surroundings all() {
        List<Vector> all = new ArrayList<>();
        for (int look = 0; look < LOOKS; look++) {
            all.addAll(things(look, 30));
        }
        return Surroundings.of(all);
    }

    private static LabelModel model(
            Surroundings around, List<Vector> positives, List<Vector> negatives) {
        return LabelModel.of(
                FindingKind.OBJECT, MODEL, Set.of("car"), around, positives, negatives);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whatLooksSoHasItAndWhatLooksOtherwiseHasNot(long seed) {
        deal(seed);
        LabelModel model = model(all(), things(0, 3), List.of(thing(1), thing(2)));
        for (int look = 0; look < LOOKS; look++) {
            for (Vector each : things(look, 20)) {
                assertThat(model.likelihood(each) >= LabelModel.SURE)
                        .as("look %d", look)
                        .isEqualTo(look == 0);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theOrderInWhichExamplesAreGivenMakesNoDifference(long seed) {
        deal(seed);
        Surroundings around = all();
        List<Vector> positives = things(0, 9);
        List<Vector> negatives = things(1, 9);
        LabelModel model = model(around, positives, negatives);
        Collections.shuffle(positives, random);
        Collections.shuffle(negatives, random);
        LabelModel shuffled = model(around, positives, negatives);
        for (int look = 0; look < LOOKS; look++) {
            Vector thing = thing(look);
            assertThat(shuffled.likelihood(thing)).isCloseTo(model.likelihood(thing), within(1e-4));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aRejectedLookAlikeIsLessLikelyThanBeforeAndNothingIsLikelierForIt(long seed) {
        deal(seed);
        Surroundings around = all();
        List<Vector> positives = things(0, 3);
        Vector rejected = thing(0);
        LabelModel before = model(around, positives, List.of());
        LabelModel after = model(around, positives, List.of(rejected));
        assertThat(after.likelihood(rejected)).isLessThan(before.likelihood(rejected) - .1);
        for (int look = 0; look < LOOKS; look++) {
            Vector thing = thing(look);
            assertThat(after.likelihood(thing))
                    .isLessThanOrEqualTo(before.likelihood(thing) + 1e-9);
        }
    }

    @Test
    void anAcceptedOneIsLikelierThanBefore() {
        deal(1);
        Surroundings around = all();
        Vector odd = thing(3);
        List<Vector> positives = things(0, 2);
        double before = model(around, positives, List.of()).likelihood(odd);
        positives.add(odd);
        assertThat(model(around, positives, List.of()).likelihood(odd)).isGreaterThan(before + .1);
    }

    /** However many there are, and however alike: the model keeps few of them. */
    @Test
    void whatSomebodyRejectedIsNeverBorrowed() {
        deal(3);
        List<Vector> given = things(0, 2);
        List<Vector> rejected = things(0, 30);
        List<Vector> sample = new ArrayList<>(rejected);
        sample.addAll(things(1, 30));
        Surroundings around = Surroundings.of(sample);
        LabelModel after = model(around, given, List.of()).widened(given, rejected, sample);
        assertThat(after.positives())
                .doesNotContainAnyElementsOf(rejected.stream().map(around::around).toList());
        assertThat(model(around, given, List.of()).widened(given, List.of(), sample).positives())
                .as("else they would be")
                .containsAnyElementsOf(rejected.stream().map(around::around).toList());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whatIsThereShowsTheOtherLooksOfAThing(long seed) {
        deal(seed);
        List<Vector> sample = new ArrayList<>();
        for (int look = 0; look < LOOKS; look++) {
            sample.addAll(things(look, 30));
        }
        Surroundings around = Surroundings.of(sample);
        List<Vector> given = things(0, 1);
        List<Vector> rejected = List.of(thing(1), thing(2));
        LabelModel before = model(around, given, rejected);
        LabelModel after = before.widened(given, rejected, sample);
        assertThat(after.positives()).hasSizeGreaterThan(1).contains(around.around(given.get(0)));
        assertThat(after.taught()).isEqualTo(1);
        List<Vector> its = things(0, 50);
        assertThat(sure(after, its)).isGreaterThanOrEqualTo(sure(before, its));
        for (int look = 1; look < LOOKS; look++) {
            assertThat(sure(after, things(look, 50))).as("look %d", look).isZero();
        }
    }

    private static long sure(LabelModel model, List<Vector> things) {
        return things.stream().filter(t -> model.likelihood(t) >= LabelModel.SURE).count();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 4", "3, 12", "6, 12", "12, 12", "14, 14", "40, 16"})
    void borrowsInBounds(int given, int kept) {
        assertThat(LabelModel.mostKept(given, 1_024)).isEqualTo(kept);
        assertThat(LabelModel.mostKept(given, 1_025)).isEqualTo(Math.min(16, given));
        deal(1);
        List<Vector> examples = things(0, given);
        LabelModel model =
                model(all(), examples, List.of()).widened(examples, List.of(), things(0, 200));
        assertThat(model.positives()).hasSizeLessThanOrEqualTo(kept);
    }

    @Test
    void whatIsRejectedOrUnlikeOrOfAnotherModelIsNotBorrowed() {
        deal(1);
        Surroundings around = all();
        List<Vector> given = things(0, 3);
        Vector rejected = thing(0);
        LabelModel model = model(around, given, List.of(rejected));
        List<Vector> sample = new ArrayList<>(things(3, 40));
        sample.add(rejected);
        sample.add(new Vector(new float[DIMENSION - 1]));
        sample.addAll(given);
        assertThat(model.widened(given, List.of(rejected), sample)).isEqualTo(model);
        assertThat(model.widened(given, List.of(), List.of())).isEqualTo(model);
        LabelModel without = model(around, List.of(), List.of(rejected));
        assertThat(without.widened(List.of(), List.of(), sample)).isEqualTo(without);
    }

    @Test
    void ofManyExamplesThoseAreKeptThatDiffer() {
        deal(1);
        List<Vector> many = new ArrayList<>(things(0, 300));
        Vector other = thing(5);
        many.add(other);
        Surroundings around = all();
        LabelModel model = model(around, things(0, 300), many);
        assertThat(model.positives()).hasSize(LabelLimits.MAX_KEPT);
        assertThat(model.negatives()).hasSize(LabelLimits.MAX_KEPT).contains(around.around(other));
        assertThat(model.taught()).isEqualTo(300);
    }

    @Test
    void whatItCannotBeComparedWithHasIt() {
        deal(1);
        LabelModel model = model(all(), things(0, 3), List.of());
        assertThat(model.likelihood(new Vector(new float[DIMENSION - 1]))).isZero();
        assertThat(model.likelihood(new Vector(null))).isZero();
        assertThat(model.likelihood(new Vector(new float[DIMENSION]))).isLessThan(.5);
        assertThat(model(all(), List.of(), things(0, 3)).likelihood(thing(0))).isZero();
        assertThat(model.concerns(FindingKind.OBJECT, MODEL, "car")).isTrue();
        assertThat(model.concerns(FindingKind.OBJECT, MODEL, "tree")).isFalse();
        assertThat(model.concerns(FindingKind.MOMENT, MODEL, "car")).isFalse();
        assertThat(model.concerns(FindingKind.OBJECT, ModelRef.NONE, "car")).isFalse();
    }

    /** What all share is no likeness: without it the mean would make everything alike. */
    @Test
    void whatIsCommonToAllSaysNothing() {
        deal(1);
        float[] shared = noise(8).values();
        for (int look = 0; look < LOOKS; look++) {
            for (int i = 0; i < DIMENSION; i++) {
                centres.get(look).values()[i] += shared[i];
            }
        }
        assertThat(thing(0).dot(thing(1))).isGreaterThan(.9f);
        LabelModel model = model(all(), things(0, 3), List.of());
        assertThat(model.likelihood(thing(0))).isGreaterThan(LabelModel.SURE);
        assertThat(model.likelihood(thing(1))).isLessThan(LabelModel.LIKELY);
    }

    @Test
    void ofTooFewThingsNothingIsKnown() {
        assertThat(Surroundings.of(List.of())).isEqualTo(Surroundings.UNKNOWN);
        deal(1);
        Surroundings two = Surroundings.of(List.of(thing(0), thing(1)));
        assertThat(two.around(thing(0)).dimension()).isEqualTo(DIMENSION);
        Vector same = thing(0);
        Surroundings alike = Surroundings.of(Collections.nCopies(50, same));
        for (float value : alike.around(thing(1)).values()) {
            assertThat(value).isFinite();
        }
    }

    @Test
    void vectorsAreReadAsTheyAreWritten() {
        deal(1);
        Vector vector = thing(0);
        assertThat(VectorBytes.decode(VectorBytes.encode(vector))).isEqualTo(vector);
        assertThat(VectorBytes.decode("")).isEqualTo(new Vector(null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAA", "AAAAAAA=", "not base64!", "AADAfw==", "AACAfw=="})
    void whatIsNoVectorIsNotRead(String text) {
        assertThatThrownBy(() -> VectorBytes.decode(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "my car, true",
        "Müllers 🚗, true",
        "'', false",
        "' a', false",
        "'a ', false",
        "'a\u0000b', false",
        "'a\u202eb', false",
        "'a\nb', false"
    })
    void aNameCanBeSeen(String name, boolean isName) {
        assertThat(LabelLimits.isName(name)).isEqualTo(isName);
        assertThat(LabelLimits.isName("x".repeat(LabelLimits.MAX_NAME))).isTrue();
        assertThat(LabelLimits.isName("x".repeat(LabelLimits.MAX_NAME + 1))).isFalse();
    }
}
