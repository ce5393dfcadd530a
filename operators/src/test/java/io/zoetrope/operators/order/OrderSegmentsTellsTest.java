package io.zoetrope.operators.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.operators.TestingChain;
import io.zoetrope.operators.TestingSegments;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the dispatcher is told. */
class OrderSegmentsTellsTest {
    private static final long GIVE_UP_MS = TestingChain.GIVE_UP_MS;
    private static final long REMEMBER_MS = TestingChain.REMEMBER_MS;

    private final TestingSegments segments = new TestingSegments();
    @AutoClose private TestingOrder in;

    @BeforeEach
    void start() throws Exception {
        in = new TestingOrder();
    }

    @Test
    void tellsTheDispatcherWhatHasComeAndHowFarItsVideoIs() throws Exception {
        in.open(4);
        in.see(segments.whole(1));
        in.see(segments.part(0, 0, false, 0, 5));
        in.see(segments.part(0, 1, true, 5, 10));
        in.see(segments.last(2));

        assertThat(in.told())
                .containsExactly("1 to -1, came 1", "1 to 1, came 0", "1 to 2, came 2, ended");
        assertThat(in.done(1).endUs()).isEqualTo(20_000_000);
        assertThat(in.done(1).run()).isEqualTo(TestingSegments.RUN);
    }

    @Test
    void tellsItAgainWhileTheVideoIsOpenAlsoAfterARestart() throws Exception {
        in.open(4);
        in.harness.setProcessingTime(100_000);
        assertThat(in.told()).isEmpty();
        in.see(segments.whole(0));
        in.harness.setProcessingTime(130_000);
        assertThat(in.told()).containsExactly("1 to 0, came 0", "1 to 0");
        in.restore(in.harness.snapshot(1, 0), 130_001);
        in.harness.setProcessingTime(160_000);

        assertThat(in.told()).containsExactly("1 to 0");
        in.see(segments.last(1));
        in.harness.setProcessingTime(300_000);
        assertThat(in.told()).hasSize(2).last().isEqualTo("1 to 1, came 1, ended");
    }

    /** The dispatcher sent it twice, so it has missed something. */
    @Test
    void tellsItAgainAtOnceIfASegmentComesTwice() throws Exception {
        in.open(4);
        in.see(segments.whole(0));
        in.see(segments.whole(1));
        in.see(segments.whole(0));
        in.see(segments.last(2));
        in.see(segments.last(2));

        assertThat(in.told())
                .endsWith("1 to 1, came 0", "1 to 2, came 2, ended", "1 to 2, came 2, ended");
    }

    @Test
    void freesThePlacesOfWhatNobodyWantsAnyMore() throws Exception {
        in.open(4);
        in.see(segments.whole(0));
        in.control(segments.removal(2));
        in.see(segments.whole(1));
        in.see(segments.ofGeneration(segments.whole(0), 2));

        assertThat(in.told()).endsWith("1 to -1, came 1, ended", "2 to -1, came 0");
        in.harness.setProcessingTime(REMEMBER_MS);
        assertThat(in.told()).last().isEqualTo("2 to 0, came 0, ended");
    }

    @Test
    void goesOnToTellAfterAGap() throws Exception {
        in.open(4);
        in.see(segments.whole(1));
        in.harness.setProcessingTime(GIVE_UP_MS);

        assertThat(in.told()).endsWith("1 to 1");
    }
}
