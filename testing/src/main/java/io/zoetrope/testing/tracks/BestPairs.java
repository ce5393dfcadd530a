package io.zoetrope.testing.tracks;

import java.util.Arrays;

/**
 * The pairs of rows and columns with the greatest total value (Kuhn 1955, by shortest augmenting
 * paths). Scores are counted with this and not with what the product pairs by.
 */
final class BestPairs {
    private BestPairs() {}

    /**
     * @param value of each pair, rows by columns; 0 or less if the two are no pair
     * @return the column of each row, -1 for none
     */
    static int[] of(double[][] value) {
        int rows = value.length;
        int columns = rows == 0 ? 0 : value[0].length;
        int[] match = new int[rows];
        Arrays.fill(match, -1);
        // Behind the real columns stands a place for each row that stays alone.
        int[] rowAt = columns == 0 ? new int[0] : assign(value, columns + rows);
        for (int column = 1; column <= columns; column++) {
            int row = rowAt.length == 0 ? 0 : rowAt[column];
            if (row > 0 && value[row - 1][column - 1] > 0) {
                match[row - 1] = column - 1;
            }
        }
        return match;
    }

    private static int[] assign(double[][] value, int places) {
        double[] rowPotential = new double[value.length + 1];
        double[] placePotential = new double[places + 1];
        int[] rowAt = new int[places + 1];
        int[] from = new int[places + 1];
        double[] least = new double[places + 1];
        boolean[] seen = new boolean[places + 1];
        for (int row = 1; row <= value.length; row++) {
            rowAt[0] = row;
            Arrays.fill(least, Double.POSITIVE_INFINITY);
            Arrays.fill(seen, false);
            int at = 0;
            while (rowAt[at] != 0) {
                seen[at] = true;
                int current = rowAt[at];
                double step = Double.POSITIVE_INFINITY;
                int next = 0;
                for (int place = 1; place <= places; place++) {
                    if (seen[place]) {
                        continue;
                    }
                    double cost =
                            cost(value, current - 1, place - 1)
                                    - rowPotential[current]
                                    - placePotential[place];
                    if (cost < least[place]) {
                        least[place] = cost;
                        from[place] = at;
                    }
                    if (least[place] < step) {
                        step = least[place];
                        next = place;
                    }
                }
                for (int place = 0; place <= places; place++) {
                    if (seen[place]) {
                        rowPotential[rowAt[place]] += step;
                        placePotential[place] -= step;
                    } else {
                        least[place] -= step;
                    }
                }
                at = next;
            }
            while (at != 0) {
                rowAt[at] = rowAt[from[at]];
                at = from[at];
            }
        }
        return rowAt;
    }

    private static double cost(double[][] value, int row, int place) {
        return place < value[row].length && value[row][place] > 0 ? -value[row][place] : 0;
    }
}
