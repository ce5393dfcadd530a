package io.zoetrope.operators.track.boxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class KalmanBoxTest {
    private static final Offset<Double> NEARLY = within(1e-9);
    private static final Rect BOX = new Rect(.4, .3, .5, .6);

    @Test
    void twoShortStepsAreOneLong() {
        KalmanBox one = moving().predict(.5);
        KalmanBox two = moving().predict(.2).predict(.3);

        assertThat(two.box().centerX()).isCloseTo(one.box().centerX(), NEARLY);
        assertThat(two.spread()).isCloseTo(one.spread(), within(one.spread() * .02));
    }

    @Test
    void findsTheSpeedAtAnyRate() {
        for (double fps : new double[] {60, 25, 10, 2}) {
            KalmanBox filter = KalmanBox.at(BOX, 1);
            for (int i = 1; i <= 4 * fps; i++) {
                filter.predict(1 / fps).correct(BOX.shifted(.1 * i / fps, -.02 * i / fps), 1);
            }

            assertThat(filter.speedX()).as("at %s/s", fps).isCloseTo(.1, within(.01));
            assertThat(filter.speedY()).as("at %s/s", fps).isCloseTo(-.02, within(.01));
        }
    }

    @Test
    void doubtGrowsWhileUnseenAndShrinksWhenSeen() {
        KalmanBox filter = moving();
        double before = filter.spread();

        double unseen = filter.predict(1).spread();
        double seen = filter.correct(filter.box(), 1).spread();

        assertThat(unseen).isGreaterThan(3 * before);
        assertThat(seen).isLessThan(unseen / 3);
    }

    @Test
    void aBoxThatShrinksNeverTurnsOver() {
        KalmanBox filter = KalmanBox.at(BOX, 1);
        filter.predict(.1).correct(Rect.around(.45, .45, .02, .05), 1);

        assertThat(filter.predict(10).box().isUsable()).isTrue();
    }

    @Test
    void followsTheCamera() {
        KalmanBox filter = moving();
        double speed = filter.speedX();
        double spread = filter.spread();
        filter.follow(new CameraMotion(2, 0, 0, 2, .1, 0));

        assertThat(filter.speedX()).isCloseTo(2 * speed, NEARLY);
        assertThat(filter.spread()).isCloseTo(2 * spread, NEARLY);
    }

    @Test
    void valuesMakeTheSameFilter() {
        KalmanBox filter = moving();
        KalmanBox again = KalmanBox.of(filter.values());

        assertThat(again.predict(.3).values()).containsExactly(filter.predict(.3).values());
    }

    private static KalmanBox moving() {
        KalmanBox filter = KalmanBox.at(BOX, 1);
        for (int i = 1; i <= 20; i++) {
            filter.predict(.04).correct(BOX.shifted(.005 * i, 0), 1);
        }
        return filter;
    }
}
