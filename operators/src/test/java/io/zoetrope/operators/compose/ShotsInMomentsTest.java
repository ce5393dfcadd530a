package io.zoetrope.operators.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.finding.Moment;
import io.zoetrope.domain.finding.Shot;
import io.zoetrope.operators.TestingChain;
import io.zoetrope.operators.TestingSegments;
import io.zoetrope.operators.TestingSignatures;
import io.zoetrope.operators.observe.ObservedFrame;
import io.zoetrope.operators.observe.ObservedSegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** From signatures and frames to shots and moments, over the borders of segments. */
class ShotsInMomentsTest {
    private static final long END_US = 40_000_000;
    private static final List<Long> CUTS_US =
            List.of(4_520_000L, 10_000_000L, 19_920_000L, 33_000_000L);
    private static final List<Long> CUT_US = List.of(9_000_000L);
    private static final List<Long> EDGES_US = List.of(0L, 10_000_000L, END_US);
    private static final Problem SCRATCH =
            Problem.of(Stage.DECODE, Reason.DECODER_ERROR, "A scratch.");

    private record Found(List<String> shots, List<String> moments) {}

    private final TestingSegments segments = new TestingSegments();

    /** A cut in the middle, one at the border of a segment and one just before it. */
    @Test
    void aShotBeginsAtItsFrameHoweverTheVideoIsCut() throws Exception {
        Found whole = found(CUTS_US, List.of(0L, END_US), null);

        assertThat(whole.moments())
                .containsExactly(
                        "0 0-4520",
                        "1 4520-10000",
                        "2 10000-19920",
                        "3 19920-29000",
                        "3 29000-33000",
                        "4 33000-40000");
        assertThat(whole.shots())
                .containsExactly(
                        "0 0-4520 cut",
                        "1 4520-10000 cut",
                        "2 10000-19920 cut",
                        "3 19920-33000 cut",
                        "4 33000-40000 cut");
        Random random = new Random(9);
        for (int round = 0; round < 12; round++) {
            List<Long> edges = new ArrayList<>(List.of(0L));
            while (edges.get(edges.size() - 1) < END_US) {
                long step = TestingSignatures.FRAME_US * (1 + random.nextInt(300));
                edges.add(Math.min(END_US, edges.get(edges.size() - 1) + step));
            }
            assertThat(found(CUTS_US, edges, null)).as("%s", edges).isEqualTo(whole);
        }
    }

    @Test
    void whatIsBrokenOffIsComposedAtOnceAndReachesOverNothing() throws Exception {
        Found found = found(CUT_US, EDGES_US, SCRATCH, true);

        assertThat(found.moments()).startsWith("0 0-9000", "1 9000-10000", "2 10000-20000");
        assertThat(found.shots())
                .containsExactly("0 0-9000 cut", "1 9000-10000 cut", "2 10000-40000 cut");
    }

    /** One picture in the midst of others could not be decoded. */
    @Test
    void aProblemInTheMidstOfPicturesBreaksNothingOff() throws Exception {
        assertThat(found(CUT_US, EDGES_US, SCRATCH, false))
                .isEqualTo(found(CUT_US, EDGES_US, null))
                .extracting(Found::shots)
                .isEqualTo(List.of("0 0-9000 cut", "1 9000-40000 cut"));
    }

    private Found found(List<Long> cutsUs, List<Long> edgesUs, Problem first) throws Exception {
        return found(cutsUs, edgesUs, first, false);
    }

    private Found found(List<Long> cutsUs, List<Long> edgesUs, Problem first, boolean brokenOff)
            throws Exception {
        try (TestingChain chain = TestingChain.start()) {
            int count = edgesUs.size() - 1;
            chain.control(segments.control(1, count));
            for (int i = 0; i < count; i++) {
                ObservedSegment segment = segment(i, edgesUs, cutsUs, i == 0 ? first : null);
                segment = brokenOff ? segment : segments.whole(segment);
                chain.see(i == count - 1 ? segments.ending(segment) : segment);
            }
            return new Found(
                    chain.shots().stream().map(ShotsInMomentsTest::described).toList(),
                    chain.moments().stream().map(ShotsInMomentsTest::described).toList());
        }
    }

    private ObservedSegment segment(
            int index, List<Long> edgesUs, List<Long> cutsUs, Problem problem) {
        long startUs = edgesUs.get(index);
        long endUs = edgesUs.get(index + 1);
        List<ObservedFrame> frames = new ArrayList<>();
        for (long us = (startUs + 999_999) / 1_000_000 * 1_000_000; us < endUs; us += 1_000_000) {
            frames.add(TestingSegments.frame(us, new Vector(new float[] {1}), List.of(), "k"));
        }
        return segments.spanning(index, endUs, frames, problem)
                .withSignatures(TestingSignatures.of(startUs, endUs, cutsUs));
    }

    private static String described(Shot shot) {
        String times = shot.startUs() / 1000 + "-" + shot.endUs() / 1000;
        return shot.shot() + " " + times + " " + shot.transition().wireName();
    }

    private static String described(Moment moment) {
        return moment.shot() + " " + moment.startUs() / 1000 + "-" + moment.endUs() / 1000;
    }
}
