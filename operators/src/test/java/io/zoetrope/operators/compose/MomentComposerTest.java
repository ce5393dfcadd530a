package io.zoetrope.operators.compose;

import static io.zoetrope.operators.compose.TestingMoments.NO_CUTS;
import static io.zoetrope.operators.compose.TestingMoments.RULES;
import static io.zoetrope.operators.compose.TestingMoments.begun;
import static io.zoetrope.operators.compose.TestingMoments.compose;
import static io.zoetrope.operators.compose.TestingMoments.detections;
import static io.zoetrope.operators.compose.TestingMoments.frame;
import static io.zoetrope.operators.compose.TestingMoments.frames;
import static io.zoetrope.operators.compose.TestingMoments.onlySeen;
import static io.zoetrope.operators.compose.TestingMoments.times;
import static io.zoetrope.operators.compose.TestingMoments.withLabels;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Vector;
import io.zoetrope.operators.TestingSegments;
import io.zoetrope.operators.observe.ObservedFrame;
import io.zoetrope.operators.shots.StartedShot;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MomentComposerTest {
    @Test
    void joinsLikeFramesAndPartsUnlikeOnes() {
        List<ComposedMoment> moments = compose(frames("aaabbb"), NO_CUTS, 6_000_000);

        assertThat(times(moments)).containsExactly("0-3000", "3000-6000");
        assertThat(moments.get(0).shot()).isZero();
        assertThat(moments.get(1).shot()).isZero();
    }

    @Test
    void endsAtTenSeconds() {
        assertThat(times(compose(frames("a".repeat(25)), NO_CUTS, 25_000_000)))
                .containsExactly("0-10000", "10000-20000", "20000-25000");
    }

    @Test
    void partsLikeFramesWhereAShotBegins() {
        List<ComposedMoment> moments = compose(frames("aaaa"), new long[] {1_400_000}, 4_000_000);

        assertThat(times(moments)).containsExactly("0-1400", "1400-4000");
        assertThat(moments).extracting(ComposedMoment::shot).containsExactly(0, 1);
    }

    @Test
    void countsShotsBetweenTwoFrames() {
        List<ComposedMoment> moments =
                compose(frames("aab"), new long[] {1_200_000, 1_500_000, 1_800_000}, 3_000_000);

        assertThat(times(moments)).containsExactly("0-1200", "1800-3000");
        assertThat(moments).extracting(ComposedMoment::shot).containsExactly(0, 3);
    }

    /** It is like none of the two, and is of its moment all the same. */
    @Test
    void aTransitionIsPartOfTheMomentsOnBothSides() {
        List<ObservedFrame> frames = frames("aaccbb");
        frames.set(2, frames.get(2).ofTransition());
        frames.set(3, frames.get(3).ofTransition());

        List<ComposedMoment> moments = compose(frames, new long[] {2_600_000}, 6_000_000);

        assertThat(times(moments)).containsExactly("0-2600", "2600-6000");
        assertThat(moments)
                .extracting(ComposedMoment::visual)
                .containsExactly(frames("ab").get(0).visual(), frames("ab").get(1).visual());
        assertThat(moments).allMatch(moment -> !moment.key().inTransition());
    }

    @Test
    void aTransitionAtTheEndOfALongShotHasNoMomentOfItsOwn() {
        List<ObservedFrame> frames = frames("aaaaaaaaaacb");
        frames.set(10, frames.get(10).ofTransition());

        List<ComposedMoment> moments = compose(frames, new long[] {10_600_000}, 12_000_000);

        assertThat(times(moments)).containsExactly("0-5300", "5300-10600", "10600-12000");
        assertThat(moments).allMatch(moment -> !moment.key().inTransition());
    }

    @Test
    void whatIsNothingButTransitionHasAMomentAllTheSame() {
        List<ObservedFrame> frames = List.of(frame(0, 'c').ofTransition());

        assertThat(times(compose(frames, NO_CUTS, 800_000))).containsExactly("0-800");
    }

    @Test
    void theFirstShotBeginsWithTheFirstFrame() {
        List<ComposedMoment> out = new ArrayList<>();
        MomentComposer composer = new MomentComposer(RULES, Composition.START, out::add);
        composer.add(frames("aa"), List.of(new StartedShot(0, 0)));
        composer.end(2_000_000);

        assertThat(out).extracting(ComposedMoment::shot).containsExactly(0);
    }

    @Test
    void picksTheFrameNearestTheMean() {
        List<ObservedFrame> frames =
                List.of(
                        turned(0, 20),
                        turned(1_000_000, 0),
                        turned(2_000_000, 4),
                        turned(3_000_000, -15));

        ComposedMoment moment = compose(frames, NO_CUTS, 4_000_000).get(0);

        assertThat(moment.key().ptsUs()).isEqualTo(2_000_000);
        assertThat(moment.visual().dot(moment.visual())).isCloseTo(1, within());
    }

    @Test
    void listsClassesOnceAndSorted() {
        List<ObservedFrame> frames = List.of(seen(0, "dog", "car"), seen(1_000_000, "car", "bus"));

        assertThat(compose(frames, NO_CUTS, 2_000_000).get(0).classes())
                .containsExactly("bus", "car", "dog");
    }

    @Test
    void labelsOfFramesWithoutVectorsJoinTheMomentOfTheirTime() {
        List<ObservedFrame> frames =
                List.of(
                        onlySeen(0, "early"),
                        frame(100_000, 'a'),
                        onlySeen(300_000, "car"),
                        onlySeen(600_000, "hidden"),
                        onlySeen(900_000, "dog"),
                        frame(1_100_000, 'a'),
                        onlySeen(1_500_000, "bus"),
                        frame(2_100_000, 'b'));

        List<ComposedMoment> moments = compose(frames, new long[] {500_000, 800_000}, 3_000_000);

        assertThat(times(moments)).containsExactly("100-500", "800-2100", "2100-3000");
        assertThat(moments)
                .extracting(ComposedMoment::classes)
                .containsExactly(List.of("car", "early"), List.of("bus", "dog"), List.of());
    }

    @Test
    void labelsAreInTheMomentOfTheirTimeHoweverLongThePictureStays() {
        List<ObservedFrame> frames =
                List.of(frame(0, 'a'), onlySeen(9_000_000, "in"), onlySeen(11_000_000, "out"));

        assertThat(compose(frames, NO_CUTS, 20_000_000))
                .extracting(ComposedMoment::classes)
                .containsExactly(List.of("in"), List.of("out"));
    }

    @Test
    void givesTheSameMomentsHoweverTheVideoIsCut() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            List<ObservedFrame> frames = withLabels(frames(letters(random, 40)), random);
            long[] cuts = random.longs(9, 1, 40_000_000).sorted().toArray();
            List<ComposedMoment> whole = compose(frames, cuts, 40_000_000);

            assertThat(composeInPieces(frames, cuts, random)).isEqualTo(whole);
        }
    }

    @Test
    void keepsACutForTheFrameThatItComesBefore() {
        List<ComposedMoment> out = new ArrayList<>();
        MomentComposer composer = new MomentComposer(RULES, Composition.START, out::add);
        composer.add(frames("aaa"), List.of(new StartedShot(1, 2_080_000)));
        composer.add(List.of(frame(3_000_000, 'a')), List.of());
        composer.end(4_000_000);

        assertThat(times(out)).containsExactly("0-2080", "2080-4000");
    }

    @Test
    void endsAMomentWhereSomethingIsMissing() {
        List<ComposedMoment> out = new ArrayList<>();
        MomentComposer composer = new MomentComposer(RULES, Composition.START, out::add);
        composer.add(frames("aa"), List.of());
        composer.end(1_500_000);
        composer.add(List.of(frame(5_000_000, 'a')), List.of(new StartedShot(1, 5_000_000)));
        composer.end(6_000_000);

        assertThat(times(out)).containsExactly("0-1500", "5000-6000");
        assertThat(out).extracting(ComposedMoment::shot).containsExactly(0, 1);
    }

    private static List<ComposedMoment> composeInPieces(
            List<ObservedFrame> frames, long[] cuts, Random random) {
        List<ComposedMoment> out = new ArrayList<>();
        Composition state = Composition.START;
        long[] toldUs = {-1};
        int from = 0;
        while (from < frames.size()) {
            int to = Math.min(frames.size(), from + 1 + random.nextInt(15));
            long endUs = to == frames.size() ? Long.MAX_VALUE : frames.get(to).ptsUs();
            // Some that begin before the next frame are told with it, some in advance.
            boolean advance = random.nextBoolean();
            long untilUs = advance && to < frames.size() ? endUs - 1 : frames.get(to - 1).ptsUs();
            List<StartedShot> inside =
                    begun(cuts).stream()
                            .filter(s -> s.startUs() > toldUs[0] && s.startUs() <= untilUs)
                            .toList();
            toldUs[0] = untilUs;
            MomentComposer composer = new MomentComposer(RULES, state, out::add);
            composer.add(frames.subList(from, to), inside);
            state = composer.state();
            from = to;
        }
        MomentComposer last = new MomentComposer(RULES, state, out::add);
        last.add(
                List.of(),
                begun(cuts).stream().filter(shot -> shot.startUs() > toldUs[0]).toList());
        last.end(40_000_000);
        return out;
    }

    private static String letters(Random random, int count) {
        StringBuilder letters = new StringBuilder();
        char letter = 'a';
        for (int i = 0; i < count; i++) {
            letter = random.nextInt(4) == 0 ? (char) ('a' + random.nextInt(4)) : letter;
            letters.append(letter);
        }
        return letters.toString();
    }

    private static ObservedFrame turned(long ptsUs, double degrees) {
        double angle = Math.toRadians(degrees);
        float[] values = {(float) Math.cos(angle), (float) Math.sin(angle)};
        return TestingSegments.frame(ptsUs, new Vector(values), List.of(), "");
    }

    private static ObservedFrame seen(long ptsUs, String... labels) {
        return TestingSegments.frame(ptsUs, new Vector(new float[] {1, 0}), detections(labels), "");
    }

    private static org.assertj.core.data.Offset<Float> within() {
        return org.assertj.core.data.Offset.offset(1e-5f);
    }
}
