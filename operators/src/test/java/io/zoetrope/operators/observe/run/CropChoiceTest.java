package io.zoetrope.operators.observe.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.Detection;
import io.zoetrope.domain.Vector;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.operators.observe.Observation;
import io.zoetrope.operators.observe.ObservedFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CropChoiceTest {
    @Test
    void eachObjectOnceWhereItIsSeenBest() {
        List<ObservedFrame> frames = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Detection comesNear = at(.1f + .01f * i, .1f, .1f + .01f * i, .9f);
            Detection turnsAway = at(.6f, .5f, .2f, i == 7 ? .95f : .6f);
            frames.add(frame(i, comesNear, turnsAway));
        }

        assertThat(CropChoice.of(frames))
                .containsExactlyInAnyOrder(
                        new CropChoice.Chosen(19, 0), new CropChoice.Chosen(7, 1));
    }

    @Test
    void whatTheBorderCutsOffIsWorthLess() {
        List<ObservedFrame> frames =
                List.of(frame(0, at(0, .1f, .3f, .9f)), frame(1, at(.02f, .1f, .28f, .9f)));

        assertThat(CropChoice.of(frames)).containsExactly(new CropChoice.Chosen(1, 0));
    }

    @Test
    void whatIsDoubtfulHasNoPicture() {
        assertThat(CropChoice.of(List.of(frame(0, at(.1f, .1f, .3f, .39f))))).isEmpty();
        assertThat(CropChoice.of(List.of())).isEmpty();
    }

    /** Five thousand detections in each frame, none of them where one was before. */
    @Test
    void ofManyTheBest() {
        List<ObservedFrame> frames = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Detection[] many = new Detection[5_000];
            for (int d = 0; d < many.length; d++) {
                float size = .001f + 1e-5f * ((d * 7 + i) % 100);
                many[d] = at(d % 100 / 100f, d / 100 / 60f, size, .5f + d % 50 / 200f);
            }
            frames.add(frame(i, many));
        }

        assertThat(CropChoice.of(frames)).hasSize(CropChoice.MOST);
    }

    private static ObservedFrame frame(int second, Detection... found) {
        Observation seen = Observation.of(List.of(found));
        return new ObservedFrame(second * 1_000_000L, Map.of(Analysers.OBJECTS, seen), "");
    }

    private static Detection at(float x, float y, float size, float score) {
        Box box = new Box(x, y, x + size, y + size);
        return new Detection("thing", score, box, new Vector(null));
    }
}
