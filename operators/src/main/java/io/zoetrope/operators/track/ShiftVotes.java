package io.zoetrope.operators.track;

/** Which shifts many pairs of boxes agree on, about: so that few need to be looked at closely. */
final class ShiftVotes {
    /** Frame heights. */
    private static final double CELL = .04;

    /** Of the most votes around one place, so many make a place popular. */
    private static final double POPULAR = .8;

    private final int reach;
    private final int side;
    private final int[] votes;
    private int most = -1;

    /**
     * @param farthest shift in frame heights
     */
    ShiftVotes(double farthest) {
        reach = (int) Math.ceil(farthest / CELL) + 1;
        side = 2 * reach + 1;
        votes = new int[side * side];
    }

    void add(double dx, double dy) {
        votes[cell(dy) * side + cell(dx)]++;
    }

    boolean isPopular(double dx, double dy) {
        if (most < 0) {
            most = most();
        }
        return around(cell(dx), cell(dy)) >= POPULAR * most;
    }

    private int most() {
        int found = 0;
        for (int y = 1; y < side - 1; y++) {
            for (int x = 1; x < side - 1; x++) {
                found = Math.max(found, around(x, y));
            }
        }
        return found;
    }

    private int around(int x, int y) {
        int sum = 0;
        for (int row = y - 1; row <= y + 1; row++) {
            for (int column = x - 1; column <= x + 1; column++) {
                sum += votes[row * side + column];
            }
        }
        return sum;
    }

    private int cell(double shift) {
        return Math.max(1, Math.min(side - 2, reach + (int) Math.round(shift / CELL)));
    }
}
