package io.zoetrope.operators.track.follow;

import static io.zoetrope.operators.track.follow.Persons.person;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.Detection;
import io.zoetrope.domain.Vector;
import io.zoetrope.operators.track.TrackOptions;
import io.zoetrope.operators.track.TrackerState;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is too much, no box, or out of time. */
class TrackerBoundsTest {
    private static final TrackOptions OPTIONS = TrackOptions.of(16 / 9.);

    private final Tracker tracker = new Tracker(OPTIONS);

    @Test
    void tooManyDetectionsAreCountedAndLeft() {
        Random random = new Random(1);
        TrackedFrame tracked = null;
        for (int i = 0; i < 4; i++) {
            List<Detection> many = new ArrayList<>();
            for (int d = 0; d < 5_000; d++) {
                many.add(person(random.nextDouble(), random.nextDouble(), .9f));
            }
            tracked = tracker.update(40_000L * i, many);
        }

        assertThat(tracked.dropped()).isEqualTo(4_500);
        assertThat(tracker.state().tracks()).hasSizeLessThanOrEqualTo(OPTIONS.maxTracks());
    }

    @Test
    void whatIsNoBoxIsCountedAndLeft() {
        Box none = new Box(.5f, .5f, .5f, .7f);
        Box odd = new Box(Float.NaN, 0, 1, 1);
        List<Detection> bad =
                List.of(
                        new Detection("person", .9f, none, new Vector(null)),
                        new Detection("person", .9f, odd, null),
                        person(.5, .5, Float.NaN));

        assertThat(tracker.update(0, bad).dropped()).isEqualTo(3);
        assertThat(tracker.state().tracks()).isEmpty();
    }

    @Test
    void timeThatGoesBackIsPassedOver() {
        tracker.update(1_000_000, List.of(person(.5, .5, .9f)));
        TrackerState before = tracker.state();

        TrackedFrame frame = tracker.update(900_000, List.of(person(.5, .5, .9f)));

        assertThat(frame).isEqualTo(TrackedFrame.passedOver(900_000, 1));
        assertThat(tracker.state().frameTimesUs()).containsExactly(before.frameTimesUs());
    }
}
