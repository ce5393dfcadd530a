package io.zoetrope.media.ffmpeg.picture;

import io.zoetrope.media.Sampling;
import java.util.Arrays;

/**
 * Chooses frames of one range for what is read off the screen: the first one; then one in which
 * something has changed since the last chosen frame and holds, or something that held in it is
 * gone; one a little way into each shot; and one after the longest time.
 *
 * <p>A cell of the picture holds once its light has stayed as it is for a while. Writing does that
 * also in front of what moves, and most of what moves does not; when it vanishes there, nothing
 * holds, but its light is gone. Five such cells in a block of 48 are enough: a line of writing has
 * as many. For one thread.
 */
final class SettledFrames {
    /** So much light is a change. */
    private static final int CHANGED = 24;

    /** So much is noise: grain, coding. */
    private static final int NOISE = 12;

    /** Fades and flying letters are over by then, and a caption is shown for a second at least. */
    private static final long HOLD_US = 500_000;

    private static final int BLOCK_WIDTH = 8;
    private static final int BLOCK_HEIGHT = 6;
    private static final int COLUMNS = FrameSignature.WIDTH / BLOCK_WIDTH;
    private static final int ROWS = FrameSignature.HEIGHT / BLOCK_HEIGHT;
    private static final int ENOUGH = 5;

    /** If so many cells change from one frame to the next, a shot begins, or as good as one. */
    private static final int CUT_CELLS = FrameSignature.CELLS / 2;

    private final Sampling sampling;
    private final byte[] chosen = new byte[FrameSignature.CELLS];
    private final byte[] held = new byte[FrameSignature.CELLS];
    private final long[] heldSinceUs = new long[FrameSignature.CELLS];
    private final byte[] before = new byte[FrameSignature.CELLS];

    /** Which cells have held their light of the chosen frame. */
    private final boolean[] stood = new boolean[FrameSignature.CELLS];

    /** How much longer they have been without that light since than with it. */
    private final long[] awayUs = new long[FrameSignature.CELLS];

    private long beforeUs;
    private boolean begun;
    private long chosenUs;
    private long dueUs;

    SettledFrames(Sampling sampling) {
        this.sampling = sampling;
    }

    /**
     * @param us later than that of the frame before
     * @param endUs when the next frame takes its place, as far as is known
     */
    boolean select(long us, long endUs, FrameSignature frame) {
        byte[] light = frame.light();
        if (!begun) {
            begun = true;
            hold(us, light);
            choose(us, endUs, light);
            return true;
        }
        if (follow(us, endUs, light) > CUT_CELLS) {
            long inTheShotUs = Math.max(us + HOLD_US, chosenUs + sampling.intervalUs());
            dueUs = Math.min(dueUs, inTheShotUs);
        }
        boolean may = us - chosenUs >= sampling.intervalUs();
        if (us < dueUs && !(may && anySettled(us, endUs, light))) {
            return false;
        }
        choose(us, endUs, light);
        return true;
    }

    private void hold(long us, byte[] light) {
        System.arraycopy(light, 0, held, 0, light.length);
        System.arraycopy(light, 0, before, 0, light.length);
        Arrays.fill(heldSinceUs, us);
        beforeUs = us;
    }

    /** How many cells have changed since the frame before. */
    private int follow(long us, long endUs, byte[] light) {
        int changed = 0;
        long stepUs = us - beforeUs;
        for (int i = 0; i < light.length; i++) {
            awayUs[i] = isAway(before, i) ? awayUs[i] + stepUs : Math.max(0, awayUs[i] - stepUs);
            changed += distance(light[i], before[i]) > CHANGED ? 1 : 0;
            if (distance(light[i], held[i]) > NOISE) {
                held[i] = light[i];
                heldSinceUs[i] = us;
            }
            stood[i] |= endUs - heldSinceUs[i] >= HOLD_US && !isAway(light, i);
        }
        beforeUs = us;
        System.arraycopy(light, 0, before, 0, light.length);
        return changed;
    }

    private boolean isAway(byte[] light, int cell) {
        return distance(light[cell], chosen[cell]) > CHANGED;
    }

    private boolean anySettled(long us, long endUs, byte[] light) {
        for (int block = 0; block < COLUMNS * ROWS; block++) {
            int left = block % COLUMNS * BLOCK_WIDTH;
            int top = block / COLUMNS * BLOCK_HEIGHT;
            int cells = 0;
            for (int i = 0; i < BLOCK_WIDTH * BLOCK_HEIGHT; i++) {
                int row = top + i / BLOCK_WIDTH;
                int cell = row * FrameSignature.WIDTH + left + i % BLOCK_WIDTH;
                boolean holds = endUs - heldSinceUs[cell] >= HOLD_US;
                boolean gone = stood[cell] && awayUs[cell] + endUs - us >= HOLD_US;
                cells += (holds || gone) && isAway(light, cell) ? 1 : 0;
            }
            if (cells >= ENOUGH) {
                return true;
            }
        }
        return false;
    }

    private void choose(long us, long endUs, byte[] light) {
        chosenUs = us;
        dueUs = us + sampling.longestUs();
        System.arraycopy(light, 0, chosen, 0, light.length);
        Arrays.fill(awayUs, 0);
        for (int i = 0; i < light.length; i++) {
            stood[i] = endUs - heldSinceUs[i] >= HOLD_US;
        }
    }

    private static int distance(byte a, byte b) {
        return Math.abs((a & 0xFF) - (b & 0xFF));
    }
}
