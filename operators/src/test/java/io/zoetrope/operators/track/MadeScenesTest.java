package io.zoetrope.operators.track;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.testing.tracks.MadeScene;
import io.zoetrope.testing.tracks.MotRow;
import io.zoetrope.testing.tracks.MotScore;
import io.zoetrope.testing.tracks.SceneKind;
import io.zoetrope.testing.tracks.Scenes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tracker against SORT over scenes with known truth, none of which it was set on. */
class MadeScenesTest {
    private static final long SEED = 4_001;

    static List<SceneKind> kinds() {
        return Scenes.ALL;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void isBetterThanSort(SceneKind kind) {
        MadeScene scene = MadeScene.make(kind, SEED);

        MotScore ours = MotScore.of(scene.truth(), TrackRuns.ours(scene, TrackRuns.options()));
        MotScore sort = MotScore.of(scene.truth(), TrackRuns.sort(scene));

        assertThat(ours.mota()).as("MOTA").isGreaterThan(sort.mota());
        assertThat(ours.idf1()).as("IDF1").isGreaterThan(sort.idf1() + 6);
        assertThat(ours.hota()).as("HOTA").isGreaterThan(sort.hota());
    }

    @Test
    void hasAtMostHalfTheSwitchesOfSort() {
        int ours = 0;
        int sort = 0;
        for (SceneKind kind : kinds()) {
            MadeScene scene = MadeScene.make(kind, SEED + 1);
            List<MotRow> result = TrackRuns.ours(scene, TrackRuns.options());
            ours += MotScore.of(scene.truth(), result).switches();
            sort += MotScore.of(scene.truth(), TrackRuns.sort(scene)).switches();
        }

        assertThat(ours).isPositive().isLessThanOrEqualTo(sort / 2);
    }

    @Test
    void associatesTrueBoxes() {
        List<Double> accuracy = new ArrayList<>();
        for (SceneKind kind : kinds()) {
            if (kind.fps() >= 5) {
                MadeScene scene = MadeScene.make(kind, SEED + 2);
                accuracy.add(MotScore.of(scene.truth(), TrackRuns.oursOnTruth(scene)).assA());
            }
        }

        assertThat(accuracy.stream().mapToDouble(a -> a).average().orElse(0)).isGreaterThan(85);
    }
}
