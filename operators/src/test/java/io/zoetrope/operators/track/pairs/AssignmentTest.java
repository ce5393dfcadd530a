package io.zoetrope.operators.track.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AssignmentTest {
    @Test
    void nothingToAssign() {
        assertThat(Assignment.solve(new double[0][])).isEmpty();
    }

    @Test
    void givesUpTheNearestIfTheSumIsLess() {
        double[][] cost = {{1, 2}, {1.5, 9}};

        assertThat(Assignment.solve(cost)).containsExactly(1, 0);
    }

    @Test
    void isAsGoodAsTryingAll() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            int rows = 1 + random.nextInt(5);
            double[][] cost = new double[rows][rows + random.nextInt(3)];
            for (double[] row : cost) {
                Arrays.setAll(row, j -> random.nextInt(4) == 0 ? 1 : random.nextDouble() - .5);
            }

            int[] columnOf = Assignment.solve(cost);

            assertThat(columnOf).doesNotHaveDuplicates();
            double total = 0;
            for (int i = 0; i < rows; i++) {
                total += cost[i][columnOf[i]];
            }
            assertThat(total).isCloseTo(least(cost, 0, 0), within(1e-9));
        }
    }

    private static double least(double[][] cost, int row, int used) {
        if (row == cost.length) {
            return 0;
        }
        double least = Double.POSITIVE_INFINITY;
        for (int j = 0; j < cost[row].length; j++) {
            if ((used >> j & 1) == 0) {
                least = Math.min(least, cost[row][j] + least(cost, row + 1, used | 1 << j));
            }
        }
        return least;
    }
}
