package io.zoetrope.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.FrameRecord;
import io.zoetrope.domain.IndexChange;
import io.zoetrope.domain.Moment;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.VideoIds;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What becomes of a video from its segments to its document: order, moments and status together.
 */
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
