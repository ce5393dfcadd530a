package io.zoetrope.operators.track.pairs;

import java.util.Arrays;

/**
 * One round of association: the pairs of greatest total likeness. A pair in which neither has a
 * rival is locked at once; what hangs together by rivals is solved exactly, each group by itself,
 * which gives the same pairs as solving all at once.
 */
public final class Matching {
    /** Likeness of a track and a detection; 0 or less if they cannot be the same. */
    public interface Likeness {
        double of(int track, int detection);
    }

    private final int tracks;
    private final int detections;

    /**
     * Pairs that are alike, by track and then by detection: those of a track end where its end is.
     */
    private int[] pairDetection;

    private double[] pairLikeness;
    private final int[] pairsEnd;

    /** Each node's group by union of pairs: tracks first, then detections. */
    private final int[] parent;

    private Matching(int tracks, int detections) {
        this.tracks = tracks;
        this.detections = detections;
        pairDetection = new int[2 * (tracks + detections)];
        pairLikeness = new double[pairDetection.length];
        pairsEnd = new int[tracks];
        parent = new int[tracks + detections];
        for (int i = 0; i < parent.length; i++) {
            parent[i] = i;
        }
    }

    /**
     * @return the detection of each track, -1 for none
     */
    public static int[] of(int tracks, int detections, Likeness likeness) {
        int[] match = new int[tracks];
        Arrays.fill(match, -1);
        if (tracks == 0 || detections == 0) {
            return match;
        }
        Matching matching = new Matching(tracks, detections);
        matching.weigh(likeness);
        matching.solve(match);
        return match;
    }

    private void weigh(Likeness asked) {
        int pairs = 0;
        for (int t = 0; t < tracks; t++) {
            for (int d = 0; d < detections; d++) {
                double value = asked.of(t, d);
                if (value > 0) {
                    if (pairs == pairDetection.length) {
                        pairDetection = Arrays.copyOf(pairDetection, 2 * pairs);
                        pairLikeness = Arrays.copyOf(pairLikeness, 2 * pairs);
                    }
                    pairDetection[pairs] = d;
                    pairLikeness[pairs++] = value;
                    parent[root(t)] = root(tracks + d);
                }
            }
            pairsEnd[t] = pairs;
        }
    }

    private int root(int node) {
        int at = node;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    private void solve(int[] match) {
        int[] groupEnd = new int[parent.length];
        for (int node = 0; node < parent.length; node++) {
            groupEnd[root(node)]++;
        }
        int end = 0;
        for (int group = 0; group < groupEnd.length; group++) {
            end += groupEnd[group];
            groupEnd[group] = end;
        }
        int[] members = new int[parent.length];
        for (int node = parent.length - 1; node >= 0; node--) {
            members[--groupEnd[root(node)]] = node;
        }
        // Where each group's end was, its beginning is now: the next one's is its end.
        for (int group = 0; group < groupEnd.length; group++) {
            int to = group + 1 < groupEnd.length ? groupEnd[group + 1] : members.length;
            if (to - groupEnd[group] > 1) {
                solve(Arrays.copyOfRange(members, groupEnd[group], to), match);
            }
        }
    }

    /**
     * @param group nodes, ascending
     */
    private void solve(int[] group, int[] match) {
        if (group.length == 2) {
            match[group[0]] = group[1] - tracks;
            return;
        }
        int rows = 0;
        while (group[rows] < tracks) {
            rows++;
        }
        double[][] cost = costs(group, rows);
        int[] columnOf = Assignment.solve(cost);
        for (int i = 0; i < rows; i++) {
            int column = columnOf[i];
            boolean isPair = rows + column < group.length && cost[i][column] < 0;
            match[group[i]] = isPair ? group[rows + column] - tracks : -1;
        }
    }

    /** Behind the detections stands a place for each track that stays alone. */
    private double[][] costs(int[] group, int rows) {
        int columns = group.length - rows;
        double[][] cost = new double[rows][group.length];
        for (int i = 0; i < rows; i++) {
            Arrays.fill(cost[i], 0, columns, 1);
            int track = group[i];
            int column = rows;
            for (int pair = track == 0 ? 0 : pairsEnd[track - 1]; pair < pairsEnd[track]; pair++) {
                while (group[column] < tracks + pairDetection[pair]) {
                    column++;
                }
                cost[i][column - rows] = -pairLikeness[pair];
            }
        }
        return cost;
    }
}
