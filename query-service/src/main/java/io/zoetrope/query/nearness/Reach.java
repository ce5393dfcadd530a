package io.zoetrope.query.nearness;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Among how many nearest moments results are looked for. Twice as many as are wanted at least,
 * since a graph misses some of those that lie far; a page goes on among no fewer than the one
 * before.
 */
public final class Reach {
    /** As many as k-NN and a result window allow. */
    public static final int MAX = 10_000;

    /** Fewer candidates lose recall: k=10 found 94 of 100 true neighbours, k=100 all of them. */
    private static final int MIN = 100;

    /** Several moments of one video fall together, so more are fetched. */
    private static final int MIN_BY_VIDEO = 500;

    private static final int GROWTH = 4;

    private Reach() {}

    public static int ofMoments(int wanted, int before) {
        return doubled(Math.max(MIN, before), 2L * wanted);
    }

    public static int ofVideos(int wanted) {
        return doubled(MIN_BY_VIDEO, 2L * wanted);
    }

    /**
     * Whether as many were found as were looked for. If not, that need not be all: of many equal
     * vectors a graph reaches only some. Among {@link #MAX} an index compares all that are allowed
     * if they are no more.
     */
    public static boolean isFull(JsonNode answer, int reach) {
        return answer.at("/hits/total/value").asLong() >= reach;
    }

    public static int more(int reach) {
        return Math.min(MAX, reach * GROWTH);
    }

    private static int doubled(int reach, long least) {
        long grown = reach;
        while (grown < least) {
            grown *= 2;
        }
        return (int) Math.min(MAX, grown);
    }
}
