package io.zoetrope.operators.shots;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Transition;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShotSequenceTest {
    private final List<FoundShot> shots = new ArrayList<>();
    private final List<StartedShot> begun = new ArrayList<>();
    private ShotSequence sequence = new ShotSequence(OpenShot.START, shots::add, begun::add);

    @Test
    void shotsTileTheTimeFromTheFirstFrameToTheEnd() {
        sequence.frame(40_000);
        sequence.frame(80_000);
        sequence.begin(List.of(fade(3_000_000)));
        restore();
        sequence.begin(List.of(cut(5_000_000), cut(6_000_000)));
        sequence.end(9_000_000);

        assertThat(shots)
                .containsExactly(
                        new FoundShot(0, 40_000, 3_000_000, Transition.CUT),
                        new FoundShot(1, 3_000_000, 5_000_000, Transition.FADE),
                        new FoundShot(2, 5_000_000, 6_000_000, Transition.CUT),
                        new FoundShot(3, 6_000_000, 9_000_000, Transition.CUT));
    }

    @Test
    void behindAGapAnotherOneBegins() {
        sequence.frame(0);
        sequence.end(10_000_000);
        sequence.end(10_000_000);
        restore();
        sequence.frame(20_000_000);
        sequence.end(30_000_000);

        assertThat(shots)
                .containsExactly(
                        new FoundShot(0, 0, 10_000_000, Transition.CUT),
                        new FoundShot(1, 20_000_000, 30_000_000, Transition.CUT));
    }

    @Test
    void nothingBeginsTwiceNorBeforeTheFirstFrame() {
        sequence.begin(List.of(cut(1)));
        assertThat(begun).isEmpty();
        sequence.frame(1_000_000);
        sequence.begin(List.of(cut(0), cut(1_000_000), cut(2_000_000), cut(2_000_000)));

        assertThat(begun)
                .containsExactly(new StartedShot(0, 1_000_000), new StartedShot(1, 2_000_000));
    }

    @Test
    void aShotHasALengthAlsoIfItsEndIsNotKnown() {
        sequence.frame(5_000_000);
        sequence.end(0);

        assertThat(shots).containsExactly(new FoundShot(0, 5_000_000, 5_000_001, Transition.CUT));
    }

    @Test
    void whereNothingWasSeenThereIsNoShot() {
        sequence.end(10_000_000);

        assertThat(shots).isEmpty();
        assertThat(sequence.state()).isEqualTo(OpenShot.START);
    }

    private void restore() {
        sequence = new ShotSequence(sequence.state(), shots::add, begun::add);
    }

    private static ShotStart cut(long us) {
        return ShotStart.at(us, Transition.CUT);
    }

    private static ShotStart fade(long us) {
        return ShotStart.at(us, Transition.FADE);
    }
}
