package io.zoetrope.operators.track.pairs;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.operators.track.boxes.Rect;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NearBoxesTest {
    private final Random random = new Random(11);

    /** A pair that is passed over can have no likeness, so that none is lost. */
    @Test
    void isNearWhereverStretchedBoxesOverlap() {
        int overlapping = 0;
        int passedOver = 0;
        for (int round = 0; round < 20_000; round++) {
            Rect place = rect();
            Rect box = rect();
            double share = random.nextBoolean() ? 0 : 1.3 * random.nextDouble();
            NearBoxes near = new NearBoxes(1, 1);
            near.look(0, place, 1 + 2 * share);
            near.stand(0, box);

            boolean overlap = place.buffered(share).intersection(box.buffered(share)) > 0;
            assertThat(near.isNear(0, 0)).as("%s %s %s", place, box, share).isEqualTo(overlap);
            overlapping += overlap ? 1 : 0;
            passedOver += overlap ? 0 : 1;
        }
        assertThat(overlapping).isGreaterThan(1_000);
        assertThat(passedOver).isGreaterThan(1_000);
    }

    @Test
    void boxesThatTouchOnlyByRoundingAreNear() {
        Rect place = Rect.around(.3, .5, .1, .2);
        NearBoxes near = new NearBoxes(1, 1);
        near.look(0, place, 1);
        near.stand(0, Rect.around(.3 + .1, .5, .1, .2));

        assertThat(near.isNear(0, 0)).isTrue();
    }

    private Rect rect() {
        return Rect.around(
                random.nextDouble(),
                random.nextDouble(),
                .01 + .3 * random.nextDouble(),
                .01 + .3 * random.nextDouble());
    }
}
