package io.zoetrope.operators.track.boxes;

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

    /** Of all {@link #around}: three in a row are added once, not for each row around them. */
    private int most() {
        int[] threes = new int[side * side];
        for (int i = 1; i < threes.length - 1; i++) {
            threes[i] = votes[i - 1] + votes[i] + votes[i + 1];
        }
        int found = 0;
        for (int y = 1; y < side - 1; y++) {
            for (int i = y * side + 1; i < (y + 1) * side - 1; i++) {
                found = Math.max(found, threes[i - side] + threes[i] + threes[i + side]);
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
