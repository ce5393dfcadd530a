package io.zoetrope.connectors.objects;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.ThumbnailRemoval;
import org.junit.jupiter.api.Test;

class HeldRemovalsTest {
    private static final ThumbnailRemoval A = new ThumbnailRemoval("a", 1);
    private static final ThumbnailRemoval B = new ThumbnailRemoval("b", 1);

    private final HeldRemovals held = new HeldRemovals();

    @Test
    void isDueOnceACheckpointThatHoldsItIsComplete() {
        held.add(A);
        held.snapshot(1);
        held.add(B);
        held.snapshot(2);

        assertThat(held.begin(1)).containsExactly(A);
        assertThat(held.begin(2)).containsExactly(B);
        assertThat(held.begin(3)).isEmpty();
    }

    /** A checkpoint may be complete though those before it never were. */
    @Test
    void isDueAfterALaterCheckpointToo() {
        held.add(A);
        held.snapshot(1);
        held.snapshot(2);

        assertThat(held.begin(0)).isEmpty();
        assertThat(held.begin(2)).containsExactly(A);
    }

    @Test
    void staysUntilItIsDone() {
        held.add(A);
        held.snapshot(1);
        held.begin(1);
        assertThat(held.snapshot(2)).containsExactly(A);

        held.putBack(A);
        assertThat(held.begin(2)).containsExactly(A);
        held.done(A);

        assertThat(held.snapshot(3)).isEmpty();
        assertThat(held.begin(3)).isEmpty();
    }

    @Test
    void theLaterRemovalOfAVideoStandsForBoth() {
        ThumbnailRemoval later = new ThumbnailRemoval("a", 5);
        held.add(A);
        held.snapshot(1);
        held.begin(1);
        held.add(later);
        held.add(A);

        held.done(A);
        held.putBack(A);

        assertThat(held.size()).isEqualTo(1);
        assertThat(held.snapshot(2)).containsExactly(later);
        assertThat(held.begin(2)).containsExactly(later);
    }

    @Test
    void knowsWhichIsHeldLongest() {
        held.add(A);
        held.add(B);
        assertThat(held.oldest()).isEqualTo(A);

        held.add(new ThumbnailRemoval("a", 2));
        assertThat(held.oldest()).isEqualTo(B);
    }
}
