package io.zoetrope.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.domain.finding.FrameRecord;
import io.zoetrope.domain.finding.IndexChange;
import io.zoetrope.domain.finding.Moment;
import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.operators.observe.ObservedSegment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A video's path from its segments to its document: order, moments and status together. */
class VideoChainTest {
    private static final Problem DAMAGED = new Problem("decode", "damaged", "A hole.");

    private final TestingSegments segments = new TestingSegments();
    private TestingChain chain;

    @BeforeEach
    void start() throws Exception {
        chain = TestingChain.start();
    }

    @AfterEach
    void stop() throws Exception {
        chain.close();
    }

    private void open(int total) throws Exception {
        chain.control(segments.control(1, total));
    }

    private void restart() throws Exception {
        TestingChain.Snapshot snapshot = chain.snapshot();
        chain.close();
        chain = TestingChain.restore(snapshot);
    }

    @Test
    void writesMomentsInOrderWhateverOrderSegmentsComeIn() throws Exception {
        for (List<Integer> order : List.of(List.of(0, 1, 2), List.of(2, 1, 0), List.of(1, 2, 0))) {
            stop();
            start();
            open(3);
            for (int index : order) {
                chain.see(index == 2 ? segments.last(index) : segments.whole(index));
            }
            assertThat(chain.told())
                    .containsExactly(
                            "INDEXING 0/3",
                            "moment 0-10000",
                            "moment 10000-20000",
                            "moment 20000-30000",
                            "READY 3/3");
        }
    }

    @Test
    void leavesNothingBehindOnceTheEndIsForgotten() throws Exception {
        open(2);
        chain.see(segments.last(1));
        chain.see(segments.whole(0));
        chain.setTime(TestingChain.REMEMBER_MS - 1);
        assertThat(chain.stateEntries()).isPositive();

        chain.setTime(TestingChain.REMEMBER_MS);

        assertThat(chain.stateEntries()).isZero();
        assertThat(chain.timers()).isZero();
    }

    @Test
    void writesEveryFrameToTheArchiveOnce() throws Exception {
        open(2);
        chain.see(segments.last(1));
        chain.see(segments.whole(0));
        chain.see(segments.whole(0));

        assertThat(chain.frames()).extracting(FrameRecord::ptsUs).hasSize(20).isSorted();
    }

    @Test
    void endsPartialWithOneDeadLetterIfASegmentHasAProblem() throws Exception {
        open(2);
        chain.see(segments.withProblem(0, 4, DAMAGED));
        chain.see(segments.last(1));

        assertThat(chain.told())
                .containsExactly(
                        "INDEXING 0/2",
                        "moment 0-4000",
                        "moment 10000-20000",
                        "PARTIAL 2/2 damaged");
        assertThat(chain.deadLetters()).containsExactly("damaged");
    }

    @Test
    void failsWithOneDeadLetterIfNothingCouldBeSeen() throws Exception {
        open(2);
        chain.see(segments.withProblem(0, 0, DAMAGED));
        chain.see(segments.ending(segments.withProblem(1, 0, DAMAGED)));

        assertThat(chain.told()).containsExactly("INDEXING 0/2", "FAILED 2/2 damaged");
        assertThat(chain.deadLetters()).containsExactly("damaged");
    }

    @Test
    void failsAVideoThatNeverOpened() throws Exception {
        chain.control(
                segments.control(1, 0)
                        .failed(Problem.of(Stage.PROBE, Reason.NOT_A_VIDEO, "A text.")));

        assertThat(chain.told()).containsExactly("FAILED 0/0 not_a_video");
        assertThat(chain.deadLetters()).containsExactly("not_a_video");
    }

    @Test
    void goesOnAfterARestoreAsIfThereHadBeenNone() throws Exception {
        open(3);
        chain.see(segments.last(2));
        chain.see(segments.whole(0));
        List<String> before = chain.told();

        restart();
        // The job was away for longer than it waits for a segment.
        chain.setTime(2 * TestingChain.GIVE_UP_MS);
        chain.see(segments.whole(1));

        assertThat(before).containsExactly("INDEXING 0/3");
        assertThat(chain.told())
                .containsExactly(
                        "INDEXING 1/3",
                        "moment 0-10000",
                        "moment 10000-20000",
                        "moment 20000-30000",
                        "READY 3/3");
        assertThat(chain.deadLetters()).isEmpty();
    }

    @Test
    void goesOnBehindAMissingSegmentAndEndsPartial() throws Exception {
        open(3);
        chain.see(segments.whole(0));
        chain.see(segments.last(2));

        chain.setTime(TestingChain.GIVE_UP_MS);

        assertThat(chain.told())
                .containsExactly(
                        "INDEXING 0/3",
                        "INDEXING 1/3",
                        "moment 0-10000",
                        "moment 20000-30000",
                        "PARTIAL 3/3 missing_segment");
        assertThat(chain.deadLetters()).containsExactly("missing_segment");
        chain.see(segments.whole(1));
        assertThat(chain.told()).hasSize(5);
        chain.setTime(TestingChain.GIVE_UP_MS + TestingChain.REMEMBER_MS);
        assertThat(chain.stateEntries()).isZero();
        assertThat(chain.timers()).isZero();
    }

    @Test
    void composesTheNextLifeOfAnId() throws Exception {
        open(2);
        chain.see(segments.whole(1));
        chain.control(segments.removal(2));
        chain.control(segments.control(2, 1));
        chain.see(segments.whole(0));
        chain.see(segments.ofGeneration(segments.last(0), 2));

        assertThat(chain.told())
                .containsExactly(
                        "INDEXING 0/2", "removal", "INDEXING 0/1", "moment 0-10000", "READY 1/1");
    }

    /** A savepoint that is restored with another encoder: begun again, and nothing is mixed. */
    @Test
    void beginsAVideoAgainIfTheJobComesBackWithAnotherModel() throws Exception {
        Map<String, ModelRef> newer = Map.of(Analysers.VISUAL, new ModelRef("other", "2"));
        open(3);
        chain.see(segments.whole(0));
        chain.see(segments.whole(2));
        restart();
        chain.see(segments.madeWith(segments.whole(1), newer));
        assertThat(chain.moments()).isEmpty();
        assertThat(chain.segmentsDone())
                .contains(
                        SegmentDone.again(
                                segments.control(1, 3).videoKey(), 1, TestingSegments.RUN));
        restart();
        for (int index : List.of(1, 0, 2)) {
            ObservedSegment seen = index == 2 ? segments.last(2) : segments.whole(index);
            chain.see(segments.ofGeneration(segments.madeWith(seen, newer), 2));
        }

        assertThat(chain.moments())
                .extracting(Moment::model)
                .containsOnly(new ModelRef("other", "2"))
                .hasSize(3);
        assertThat(chain.moments()).extracting(Moment::ordinal).containsExactly(0, 1, 2);
        assertThat(chain.moments()).extracting(Moment::generation).containsOnly(2L);
        assertThat(chain.frames())
                .extracting(FrameRecord::model)
                .containsOnly(new ModelRef("other", "2"));
        assertThat(chain.told()).last().isEqualTo("READY 3/3");
        IndexChange last = chain.changes().get(chain.changes().size() - 1);
        assertThat(last.sweep()).isTrue();
        assertThat(last.generation()).isEqualTo(2);
    }

    /** What waited of the old model is dropped too, and the dispatcher is told until it obeys. */
    @Test
    void asksUntilTheVideoIsBegunAgain() throws Exception {
        Map<String, ModelRef> newer = Map.of(Analysers.VISUAL, new ModelRef("other", "2"));
        SegmentDone again =
                SegmentDone.again(segments.control(1, 3).videoKey(), 1, TestingSegments.RUN);
        open(3);
        chain.see(segments.whole(1));
        restart();
        chain.see(segments.madeWith(segments.whole(0), newer));
        assertThat(chain.segmentsDone()).last().isEqualTo(again);
        chain.setTime(30_000);
        restart();
        chain.see(segments.madeWith(segments.whole(2), newer));

        assertThat(chain.segmentsDone())
                .as("and the place on the way of what came is free")
                .containsExactly(
                        again,
                        SegmentDone.done(
                                again.videoKey(), 1, -1, 2, 30_000_000, TestingSegments.RUN));
        chain.see(segments.ofGeneration(segments.madeWith(segments.last(0), newer), 2));
        assertThat(chain.told()).last().isEqualTo("READY 1/1");
    }

    /** The second attempt at a partial video composes fewer moments than the first one did. */
    @Test
    void aSecondAttemptNumbersItsMomentsAnewAndSweeps() throws Exception {
        open(2);
        chain.see(segments.whole(0));
        chain.see(segments.ending(segments.withProblem(1, 4, DAMAGED)));
        List<String> first = chain.moments().stream().map(Moment::momentId).toList();
        chain.control(segments.control(9, 1));
        chain.see(segments.ofGeneration(segments.last(0), 9));

        assertThat(chain.moments()).extracting(Moment::ordinal).containsExactly(0, 1, 0);
        assertThat(chain.moments().get(2).momentId()).isEqualTo(first.get(0));
        IndexChange last = chain.changes().get(chain.changes().size() - 1);
        assertThat(last.sweep()).isTrue();
        assertThat(last.status().found().moments()).isEqualTo(1);
        assertThat(last.generation()).isEqualTo(9);
    }

    @Test
    void keepsTenantsApartThatGaveTheSameId() throws Exception {
        TestingSegments theirs = segments.ofTenant("other");
        open(1);
        chain.control(theirs.control(9, 1));
        chain.see(segments.last(0));
        chain.see(theirs.ofGeneration(theirs.last(0), 9));

        assertThat(chain.told().stream().filter(change -> change.startsWith("READY"))).hasSize(2);
        List<Moment> moments = chain.moments();
        assertThat(moments).extracting(Moment::momentId).doesNotHaveDuplicates().hasSize(2);
        assertThat(moments)
                .extracting(moment -> moment.video().tenant())
                .containsExactly("default", "other");
        chain.control(theirs.removal(10));
        assertThat(chain.changes())
                .last()
                .extracting(IndexChange::videoKey)
                .isEqualTo(VideoIds.key("other", moments.get(0).video().videoId()));
    }

    @Test
    void tellsProgressAtMostEverySoOften() throws Exception {
        open(20);
        for (int index = 0; index < 19; index++) {
            chain.setTime(index * 100L);
            chain.see(segments.whole(index));
        }

        assertThat(chain.told().stream().filter(change -> change.startsWith("INDEXING")))
                .hasSizeBetween(3, 5);
    }
}
