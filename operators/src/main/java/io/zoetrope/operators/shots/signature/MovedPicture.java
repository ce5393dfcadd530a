package io.zoetrope.operators.shots.signature;

import io.zoetrope.media.FrameSignatures;

/**
 * Recognises a quick pan: each block is compared with what would be there if the picture had only
 * moved, by half a block or a whole one.
 */
final class MovedPicture {
    private static final int BLOCKS = FrameSignatures.BLOCKS;
    private static final int COLUMNS = FrameSignatures.COLUMNS;
    private static final int ROWS = BLOCKS / COLUMNS;

    /** How far a picture may move from one frame to the next, in halves of a block. */
    private static final int MOST_HALVES = 2;

    /** Of fewer blocks a median says little. */
    private static final int LEAST_MOVED = 6;

    /**
     * Of a picture that moved quickly: .1 to .35 of its distance. Of another picture: above .45.
     */
    private static final double MOST_OF_PAN = 0.42;

    private final SignedFrame before;
    private final SignedFrame now;
    private final boolean[] barred = new boolean[BLOCKS];

    private MovedPicture(SignedFrame before, SignedFrame now) {
        this.before = before;
        this.now = now;
        for (int block = 0; block < BLOCKS; block++) {
            barred[block] = now.isBarred(before, block);
        }
    }

    /**
     * @param now has its distance to the one before as its score
     */
    static boolean is(SignedFrame before, SignedFrame now) {
        return new MovedPicture(before, now).isNearer(MOST_OF_PAN * now.score());
    }

    /** Of a quick pan, hardly nearer than without any motion for another picture. */
    private boolean isNearer(double distance) {
        for (int right = -MOST_HALVES; right <= MOST_HALVES; right++) {
            for (int down = -MOST_HALVES; down <= MOST_HALVES; down++) {
                int far = Math.abs(right) + Math.abs(down);
                if (far > 0 && far <= MOST_HALVES && distance(right, down) < distance) {
                    return true;
                }
            }
        }
        return false;
    }

    /** In halves of a block; the median over the blocks that both have; 1 if those are too few. */
    private double distance(int right, int down) {
        int[] differences = new int[BLOCKS];
        int count = 0;
        for (int block = 0; block < BLOCKS; block++) {
            int row = 2 * (block / COLUMNS) + down;
            int column = 2 * (block % COLUMNS) + right;
            if (!barred[block] && isPicture(row, column)) {
                // To the mean of the four, two or one that lie there.
                differences[count++] =
                        now.lanes()
                                .differenceOfFour(
                                        block,
                                        before.lanes(),
                                        row / 2 * COLUMNS + column / 2,
                                        column % 2,
                                        row % 2 * COLUMNS);
            }
        }
        return count < LEAST_MOVED
                ? 1
                : SignedFrame.median(differences, count, 4 * SignedFrame.MOST);
    }

    private boolean isPicture(int row, int column) {
        int lastRow = (row + 1) / 2;
        int lastColumn = (column + 1) / 2;
        return row >= 0
                && column >= 0
                && lastRow < ROWS
                && lastColumn < COLUMNS
                && !barred[row / 2 * COLUMNS + column / 2]
                && !barred[lastRow * COLUMNS + lastColumn];
    }
}
