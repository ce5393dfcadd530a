package io.zoetrope.query.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SceneTest {
    private static final Sign BEFORE = Sign.there(Sign.Kind.LINE, "a bank", 52_000, 53_000, 1);
    private static final Sign LONG = Sign.there(Sign.Kind.TEXT, "EXIT", 20_000, 90_000, 1);
    private static final Scene SCENE =
            Scene.ofAnything("v", "", "m", 51_000, 61_000).with(List.of(BEFORE, LONG));

    @Test
    void isCutToAStretchWithWhatReachesIntoIt() {
        Scene cut = SCENE.within(new Question.Stretch("v", 60_000, 62_000)).orElseThrow();
        assertThat(cut.startMs()).isEqualTo(60_000);
        assertThat(cut.endMs()).isEqualTo(61_000);
        assertThat(cut.signs()).containsExactly(LONG);
    }

    @Test
    void outsideOfAStretchThereIsNothingOfIt() {
        assertThat(SCENE.within(new Question.Stretch("v", 61_000, 62_000))).isEmpty();
        assertThat(SCENE.within(new Question.Stretch("v", 0, 51_000))).isEmpty();
    }
}
