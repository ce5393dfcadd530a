package io.zoetrope.operators.track.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MatchingTest {
    @Test
    void whatIsUnlikeStaysAlone() {
        assertThat(Matching.of(2, 1, (t, d) -> t == 0 ? 0 : -1)).containsExactly(-1, -1);
        assertThat(Matching.of(2, 0, (t, d) -> 1)).containsExactly(-1, -1);
    }

    @Test
    void pairsWithoutRivalsAreLocked() {
        double[][] likeness = {{.2, 0, 0}, {0, 0, .1}};

        assertThat(Matching.of(2, 3, (t, d) -> likeness[t][d])).containsExactly(0, 2);
    }

    @Test
    void groupsByThemselvesAreAsGoodAsAllAtOnce() {
        Random random = new Random(3);
        for (int round = 0; round < 300; round++) {
            double[][] likeness = new double[1 + random.nextInt(5)][1 + random.nextInt(5)];
            for (double[] row : likeness) {
                for (int j = 0; j < row.length; j++) {
                    row[j] = random.nextInt(3) == 0 ? random.nextDouble() : 0;
                }
            }

            int[] match =
                    Matching.of(likeness.length, likeness[0].length, (t, d) -> likeness[t][d]);

            double total = 0;
            for (int t = 0; t < match.length; t++) {
                total += match[t] < 0 ? 0 : likeness[t][match[t]];
            }
            assertThat(total).isCloseTo(most(likeness, 0, 0), within(1e-9));
        }
    }

    private static double most(double[][] likeness, int row, int used) {
        if (row == likeness.length) {
            return 0;
        }
        double most = most(likeness, row + 1, used);
        for (int j = 0; j < likeness[row].length; j++) {
            if ((used >> j & 1) == 0 && likeness[row][j] > 0) {
                double rest = most(likeness, row + 1, used | 1 << j);
                most = Math.max(most, likeness[row][j] + rest);
            }
        }
        return most;
    }
}
