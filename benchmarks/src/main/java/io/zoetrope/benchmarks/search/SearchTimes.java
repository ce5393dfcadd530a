package io.zoetrope.benchmarks.search;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How long calls of several kinds take, in turns, each time another one first: what else the
 * machine does falls on all alike.
 */
final class SearchTimes {
    /** One call of a kind. */
    @FunctionalInterface
    interface Call {
        /**
         * @param round from 0
         */
        void make(int round) throws Exception;
    }

    private final Map<String, double[]> ms = new LinkedHashMap<>();

    /**
     * @param warm rounds that do not count
     */
    static SearchTimes of(Map<String, Call> calls, int warm, int rounds) throws Exception {
        SearchTimes times = new SearchTimes();
        calls.keySet().forEach(name -> times.ms.put(name, new double[rounds]));
        String[] names = calls.keySet().toArray(String[]::new);
        for (int round = -warm; round < rounds; round++) {
            for (int i = 0; i < names.length; i++) {
                String name = names[Math.floorMod(round + i, names.length)];
                long start = System.nanoTime();
                calls.get(name).make(round + warm);
                if (round >= 0) {
                    times.ms.get(name)[round] = (System.nanoTime() - start) / 1e6;
                }
            }
        }
        return times;
    }

    /**
     * @param share in [0,1]
     */
    double at(String name, double share) {
        return at(ms.get(name), share);
    }

    /** Median over the rounds of how many times as long one takes as another. */
    double ratio(String name, String other) {
        double[] one = ms.get(name);
        double[] base = ms.get(other);
        double[] ratios = new double[one.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = one[i] / base[i];
        }
        return at(ratios, 0.5);
    }

    private static double at(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1, share * sorted.length)];
    }
}
