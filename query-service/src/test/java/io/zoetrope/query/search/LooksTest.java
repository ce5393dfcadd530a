package io.zoetrope.query.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Vector;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LooksTest {
    private static Vector at(double angle) {
        return new Vector(new float[] {(float) Math.cos(angle), (float) Math.sin(angle)});
    }

    @Test
    void framesThatAreAlikeAreOneLookAndTheLongestComesFirst() {
        List<Vector> looks =
                Looks.of(List.of(at(0.0), at(1.4), at(1.5), at(1.6), at(0.1), at(0.2)));
        assertThat(looks).hasSize(3);
        assertThat(looks.get(0).dot(at(1.5))).isGreaterThan(0.9999f);
        assertThat(looks.get(1).dot(at(0.15))).isGreaterThan(0.9999f);
        assertThat(looks).allSatisfy(look -> assertThat(look.dot(look)).isBetween(.999f, 1.001f));
    }

    @Test
    void keepsSoManyAtMost() {
        List<Vector> frames = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            frames.add(at(i * 1.5));
        }
        assertThat(Looks.of(frames)).hasSize(Looks.MOST);
    }
}
