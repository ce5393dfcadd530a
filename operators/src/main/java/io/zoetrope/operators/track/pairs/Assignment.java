package io.zoetrope.operators.track.pairs;

import java.util.Arrays;

/**
 * The exact assignment of rows to columns of least total cost, by shortest augmenting paths with
 * potentials (Kuhn 1955; Jonker and Volgenant 1987). Takes rows² × columns steps at most.
 */
final class Assignment {
    private final double[][] cost;
    private final int rows;
    private final int columns;
    private final double[] rowPotential;
    private final double[] columnPotential;

    /** Row in each column, from 1; 0 for none. Column 0 holds the row that looks for a place. */
    private final int[] rowAt;

    private final int[] cameFrom;

    private Assignment(double[][] cost) {
        this.cost = cost;
        rows = cost.length;
        columns = cost[0].length;
        rowPotential = new double[rows + 1];
        columnPotential = new double[columns + 1];
        rowAt = new int[columns + 1];
        cameFrom = new int[columns + 1];
    }

    /**
     * @param cost finite; at least as many columns as rows
     * @return the column of each row
     */
    static int[] solve(double[][] cost) {
        if (cost.length == 0) {
            return new int[0];
        }
        Assignment assignment = new Assignment(cost);
        for (int row = 1; row <= assignment.rows; row++) {
            assignment.place(row);
        }
        return assignment.columnOfRows();
    }

    private void place(int row) {
        double[] least = new double[columns + 1];
        boolean[] reached = new boolean[columns + 1];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        rowAt[0] = row;
        int column = 0;
        while (rowAt[column] != 0) {
            column = reach(column, least, reached);
        }
        while (column != 0) {
            int before = cameFrom[column];
            rowAt[column] = rowAt[before];
            column = before;
        }
    }

    /** Goes on to the nearest column that is not reached yet. */
    private int reach(int from, double[] least, boolean[] reached) {
        reached[from] = true;
        int row = rowAt[from];
        int nearest = 0;
        double step = Double.POSITIVE_INFINITY;
        for (int column = 1; column <= columns; column++) {
            if (reached[column]) {
                continue;
            }
            double reduced =
                    cost[row - 1][column - 1] - rowPotential[row] - columnPotential[column];
            if (reduced < least[column]) {
                least[column] = reduced;
                cameFrom[column] = from;
            }
            if (least[column] < step) {
                step = least[column];
                nearest = column;
            }
        }
        for (int column = 0; column <= columns; column++) {
            if (reached[column]) {
                rowPotential[rowAt[column]] += step;
                columnPotential[column] -= step;
            } else {
                least[column] -= step;
            }
        }
        return nearest;
    }

    private int[] columnOfRows() {
        int[] columnOf = new int[rows];
        for (int column = 1; column <= columns; column++) {
            if (rowAt[column] > 0) {
                columnOf[rowAt[column] - 1] = column - 1;
            }
        }
        return columnOf;
    }
}
