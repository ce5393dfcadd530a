package io.zoetrope.operators.track;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One round of association: the pairs of greatest total likeness. A pair in which neither has a
 * rival is locked at once; what hangs together by rivals is solved exactly, each group by itself,
 * which gives the same pairs as solving all at once.
 */
final class Matching {
    /** Likeness of a track and a detection; 0 or less if they cannot be the same. */
    interface Likeness {
        double of(int track, int detection);
    }

    private final int tracks;
    private final int detections;
    private final double[][] likeness;

    /** Each node's group by union of pairs: tracks first, then detections. */
    private final int[] parent;

    private Matching(int tracks, int detections) {
        this.tracks = tracks;
        this.detections = detections;
        likeness = new double[tracks][detections];
        parent = new int[tracks + detections];
        for (int i = 0; i < parent.length; i++) {
            parent[i] = i;
        }
    }

    /**
     * @return the detection of each track, -1 for none
     */
    static int[] of(int tracks, int detections, Likeness likeness) {
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
        for (int t = 0; t < tracks; t++) {
            for (int d = 0; d < detections; d++) {
                double value = asked.of(t, d);
                likeness[t][d] = value;
                if (value > 0) {
                    parent[root(t)] = root(tracks + d);
                }
            }
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
        List<List<Integer>> members = new ArrayList<>(parent.length);
        for (int node = 0; node < parent.length; node++) {
            members.add(null);
        }
        for (int node = 0; node < parent.length; node++) {
            int root = root(node);
            if (members.get(root) == null) {
                members.set(root, new ArrayList<>(2));
            }
            members.get(root).add(node);
        }
        for (List<Integer> group : members) {
            if (group != null && group.size() > 1) {
                solve(group, match);
            }
        }
    }

    private void solve(List<Integer> group, int[] match) {
        if (group.size() == 2) {
            match[group.get(0)] = group.get(1) - tracks;
            return;
        }
        int rows = 0;
        while (group.get(rows) < tracks) {
            rows++;
        }
        List<Integer> rowNodes = group.subList(0, rows);
        List<Integer> columnNodes = group.subList(rows, group.size());
        int[] columnOf = Assignment.solve(costs(rowNodes, columnNodes));
        for (int i = 0; i < rows; i++) {
            int column = columnOf[i];
            if (column < columnNodes.size()) {
                int t = rowNodes.get(i);
                int d = columnNodes.get(column) - tracks;
                match[t] = likeness[t][d] > 0 ? d : -1;
            }
        }
    }

    /** Behind the detections stands a place for each track that stays alone. */
    private double[][] costs(List<Integer> rowNodes, List<Integer> columnNodes) {
        int rows = rowNodes.size();
        double[][] cost = new double[rows][columnNodes.size() + rows];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columnNodes.size(); j++) {
                double value = likeness[rowNodes.get(i)][columnNodes.get(j) - tracks];
                cost[i][j] = value > 0 ? -value : 1;
            }
        }
        return cost;
    }
}
