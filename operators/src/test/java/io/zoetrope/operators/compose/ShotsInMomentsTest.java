package io.zoetrope.operators.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Moment;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Shot;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.Vector;
import io.zoetrope.media.FrameSignatures;
import io.zoetrope.operators.Counters;
import io.zoetrope.operators.TestingSegments;
import io.zoetrope.operators.keep.VideoReport;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.operators.observe.ObservedFrame;
import io.zoetrope.operators.observe.ObservedSegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

/** From signatures and frames to moments, over the borders of segments. */
class ShotsInMomentsTest {
    private static final long FRAME_US = 40_000;
    private static final long END_US = 40_000_000;
    private static final long[] NO_CUTS = {};

    private final TestingSegments segments = new TestingSegments();

    @Test
    void aShotBeginsAtItsFrameHoweverTheVideoIsCut() {
        // A cut in the middle, one at the border of a segment and one just before it.
        List<Long> cutsUs = List.of(4_520_000L, 10_000_000L, 19_920_000L, 33_000_000L);
        List<String> whole = moments(cutsUs, List.of(0L, END_US), null);

        assertThat(whole)
                .containsExactly(
                        "0 0-4520",
                        "1 4520-10000",
                        "2 10000-19920",
                        "3 19920-29000",
                        "3 29000-33000",
                        "4 33000-40000");
        Random random = new Random(9);
        for (int round = 0; round < 20; round++) {
            List<Long> edges = new ArrayList<>(List.of(0L));
            while (edges.get(edges.size() - 1) < END_US) {
                long step = FRAME_US * (1 + random.nextInt(300));
                edges.add(Math.min(END_US, edges.get(edges.size() - 1) + step));
            }
            assertThat(moments(cutsUs, edges, null)).as("%s", edges).isEqualTo(whole);
        }
    }

    @Test
    void whatIsBrokenOffIsComposedAtOnce() {
        Problem scratch = Problem.of(Stage.DECODE, Reason.DECODER_ERROR, "A scratch.");

        assertThat(moments(List.of(9_000_000L), List.of(0L, 10_000_000L, END_US), scratch))
                .startsWith("0 0-9000", "1 9000-10000", "2 10000-20000");
    }

    /** The same numbers as the moments have, and no time that is in none. */
    @Test
    void shotsAreToldWhenTheyAreCompleteHoweverTheVideoIsCut() {
        List<Long> cutsUs = List.of(4_520_000L, 10_000_000L, 19_920_000L, 33_000_000L);
        for (List<Long> edges :
                List.of(
                        List.of(0L, END_US),
                        List.of(0L, 10_000_000L, 20_000_000L, END_US),
                        List.of(0L, 4_480_000L, 4_560_000L, 32_960_000L, END_US))) {
            assertThat(shots(reports(cutsUs, edges, null)))
                    .as("%s", edges)
                    .containsExactly(
                            "0 0-4520 cut",
                            "1 4520-10000 cut",
                            "2 10000-19920 cut",
                            "3 19920-33000 cut",
                            "4 33000-40000 cut");
        }
    }

    @Test
    void aShotDoesNotReachOverWhatIsMissing() {
        Problem scratch = Problem.of(Stage.DECODE, Reason.DECODER_ERROR, "A scratch.");

        List<VideoReport> reports =
                reports(List.of(9_000_000L), List.of(0L, 10_000_000L, END_US), scratch);

        assertThat(shots(reports))
                .containsExactly("0 0-9000 cut", "1 9000-10000 cut", "2 10000-40000 cut");
    }

    private static List<String> shots(List<VideoReport> reports) {
        return reports.stream()
                .map(VideoReport::shot)
                .filter(Objects::nonNull)
                .map(ShotsInMomentsTest::described)
                .toList();
    }

    /** Each as its shot and its times. */
    private List<String> moments(List<Long> cutsUs, List<Long> edgesUs, Problem first) {
        return reports(cutsUs, edgesUs, first).stream()
                .map(VideoReport::moment)
                .filter(Objects::nonNull)
                .map(ShotsInMomentsTest::described)
                .toList();
    }

    private List<VideoReport> reports(List<Long> cutsUs, List<Long> edgesUs, Problem first) {
        List<VideoReport> reports = new ArrayList<>();
        ComposedVideo video =
                ComposedVideo.begin(segments.control(1, 9))
                        .madeWith(TestingSegments.MODELS.get(Analysers.VISUAL));
        for (int i = 0; i + 1 < edgesUs.size(); i++) {
            ObservedSegment segment =
                    segment(i, edgesUs.get(i), edgesUs.get(i + 1), cutsUs, i == 0 ? first : null);
            video = composer(video, reports).add(List.of(segment), video);
        }
        composer(video, reports).end(video);
        return reports;
    }

    private static SegmentComposer composer(ComposedVideo video, List<VideoReport> reports) {
        Counters<ComposeMetric> counters =
                Counters.register(new UnregisteredMetricsGroup(), ComposeMetric.class);
        return new SegmentComposer(
                MomentRules.DEFAULT,
                new MomentOutput(video, counters, new ListCollector<>(reports)));
    }

    private static String described(Shot shot) {
        String times = shot.startUs() / 1000 + "-" + shot.endUs() / 1000;
        return shot.shot() + " " + times + " " + shot.transition().wireName();
    }

    private static String described(Moment moment) {
        return moment.shot() + " " + moment.startUs() / 1000 + "-" + moment.endUs() / 1000;
    }

    private ObservedSegment segment(
            int index, long startUs, long endUs, List<Long> cutsUs, Problem problem) {
        List<ObservedFrame> frames = new ArrayList<>();
        int count = (int) ((endUs - startUs) / FRAME_US);
        long[] timesUs = new long[count];
        byte[] bytes = new byte[count * FrameSignatures.BYTES];
        for (int i = 0; i < count; i++) {
            long us = startUs + i * FRAME_US;
            timesUs[i] = us;
            long shot = cutsUs.stream().filter(cut -> cut <= us).count();
            sign(bytes, i * FrameSignatures.BYTES, (int) shot);
            if (us % 1_000_000 == 0) {
                frames.add(TestingSegments.frame(us, new Vector(new float[] {1}), List.of(), "k"));
            }
        }
        ObservedSegment empty = segments.withProblem(index, 0, problem);
        return new ObservedSegment(
                empty.videoId(),
                empty.generation(),
                index,
                0,
                true,
                frames,
                NO_CUTS,
                endUs,
                problem,
                empty.tenant(),
                false,
                false,
                empty.run(),
                empty.models(),
                List.of(),
                new FrameSignatures(timesUs, bytes),
                List.of());
    }

    /** All blocks of a frame have one bin, another one in each shot. */
    private static void sign(byte[] bytes, int at, int shot) {
        int histograms = FrameSignatures.BLOCKS * FrameSignatures.PLANES;
        for (int i = 0; i < histograms; i++) {
            bytes[at + i * FrameSignatures.BINS + 4 + (shot + i) % 8] = (byte) 255;
        }
    }
}
