package io.zoetrope.query.generate.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.query.generate.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverviewTest {
    @ParameterizedTest
    @CsvSource({"0,12", "1,12", "12,12", "13,12", "500,12", "500,1", "40,3"})
    void coversAllOfAVideoInFewSteps(int count, int most) {
        List<Scene> moments = moments(count, new Random(count));
        List<Scene> stretches = Overview.of(moments, most);
        assertThat(stretches).hasSizeLessThanOrEqualTo(most);
        if (count == 0) {
            assertThat(stretches).isEmpty();
            return;
        }
        assertThat(stretches.get(0).startMs()).isEqualTo(moments.get(0).startMs());
        assertThat(stretches.get(stretches.size() - 1).endMs())
                .isEqualTo(moments.get(count - 1).endMs());
        for (int i = 1; i < stretches.size(); i++) {
            assertThat(stretches.get(i).startMs()).isEqualTo(stretches.get(i - 1).endMs());
        }
        for (Scene stretch : stretches) {
            assertThat(moments)
                    .filteredOn(m -> m.momentId().equals(stretch.momentId()))
                    .allMatch(m -> stretch.startMs() <= m.startMs() && m.endMs() <= stretch.endMs())
                    .hasSize(1);
        }
    }

    /** A long shot among short ones takes more of the steps, as it takes more of the time. */
    @Test
    void stretchesAreOfLikeLength() {
        List<Scene> moments = new ArrayList<>();
        long at = 0;
        for (int i = 0; i < 100; i++) {
            long length = i < 50 ? 100 : 10_000;
            moments.add(Scene.ofAnything("v", "", "m" + i, at, at + length));
            at += length;
        }
        assertThat(Overview.of(moments, 10))
                .hasSize(10)
                .allMatch(stretch -> stretch.endMs() - stretch.startMs() <= 65_000);
    }

    private static List<Scene> moments(int count, Random random) {
        List<Scene> moments = new ArrayList<>();
        long at = random.nextInt(1_000);
        for (int i = 0; i < count; i++) {
            long end = at + 1 + random.nextInt(10_000);
            moments.add(Scene.ofAnything("v", "", "m" + i, at, end));
            at = end;
        }
        return moments;
    }
}
