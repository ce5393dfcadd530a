package io.zoetrope.models.text;

import java.util.ArrayList;
import java.util.List;

/** Connected parts of what is at or above a threshold, each pixel with its eight neighbours. */
final class Components {
    private final float[] map;
    private final int width;
    private final int height;
    private final float threshold;
    private final boolean[] seen;
    // Pixels to visit: each is pushed once at most, as it is marked when pushed.
    private final int[] waiting;

    /**
     * One connected part.
     *
     * @param mean of its values
     * @param edge x and y by turns of the first and last pixel of each of its rows: their hull is
     *     the part's
     */
    record Part(int pixels, float mean, int[] edge) {}

    Components(float[] map, int width, int height, float threshold) {
        this.map = map;
        this.width = width;
        this.height = height;
        this.threshold = threshold;
        this.seen = new boolean[map.length];
        this.waiting = new int[map.length];
    }

    /**
     * In the order of their first pixel, row by row.
     *
     * @param leastPixels smaller ones are passed over
     */
    List<Part> find(int leastPixels) {
        List<Part> parts = new ArrayList<>();
        int[] first = new int[height];
        int[] last = new int[height];
        for (int start = 0; start < map.length; start++) {
            if (!seen[start] && map[start] >= threshold) {
                Part part = follow(start, first, last);
                if (part.pixels() >= leastPixels) {
                    parts.add(part);
                }
            }
        }
        return parts;
    }

    private Part follow(int start, int[] first, int[] last) {
        int top = start / width;
        int bottom = top - 1;
        int count = 0;
        int filled = push(start, 0);
        double sum = 0;
        while (filled > 0) {
            int at = waiting[--filled];
            int x = at % width;
            int y = at / width;
            for (; bottom < y; bottom++) {
                first[bottom + 1] = Integer.MAX_VALUE;
                last[bottom + 1] = -1;
            }
            first[y] = Math.min(first[y], x);
            last[y] = Math.max(last[y], x);
            sum += map[at];
            count++;
            filled = pushNeighbours(x, y, filled);
        }
        return new Part(count, (float) (sum / count), edge(first, last, top, bottom));
    }

    private int pushNeighbours(int x, int y, int filled) {
        int now = filled;
        for (int row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
            for (int column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
                int at = row * width + column;
                if (!seen[at] && map[at] >= threshold) {
                    now = push(at, now);
                }
            }
        }
        return now;
    }

    private int push(int at, int filled) {
        seen[at] = true;
        waiting[filled] = at;
        return filled + 1;
    }

    private static int[] edge(int[] first, int[] last, int top, int bottom) {
        int[] edge = new int[4 * (bottom - top + 1)];
        for (int y = top, i = 0; y <= bottom; y++) {
            edge[i++] = first[y];
            edge[i++] = y;
            edge[i++] = last[y];
            edge[i++] = y;
        }
        return edge;
    }
}
