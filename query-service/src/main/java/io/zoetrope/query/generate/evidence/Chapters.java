package io.zoetrope.query.generate.evidence;

import io.zoetrope.domain.Vector;
import io.zoetrope.query.generate.Scene;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Parts a video where its pictures change most: TextTiling (Hearst 1997) over vectors of pictures
 * in place of words. Between two steps the mean picture of a few steps before is compared with that
 * of a few after; the gaps that stand out become borders, the deepest first, none near another.
 */
final class Chapters {
    /** Steps on either side of a gap. */
    private static final int WINDOW = 3;

    /** In deviations above the mean of all gaps. */
    private static final double STANDS_OUT = 0.5;

    /** Smaller gaps are between pictures of one thing. */
    private static final double LEAST_GAP = 0.05;

    private static final long SHORTEST_MS = 4_000;

    /** Of a video, at most; so each is a twentieth of it at least. */
    private static final int MOST = 20;

    private Chapters() {}

    /**
     * @param steps of one video in order of time
     * @param looks by the id of a step's moment; one without is no border
     * @return in order of time, together all steps; each known by the moment in its middle
     */
    static List<Scene> of(List<Scene> steps, Map<String, Vector> looks) {
        if (steps.isEmpty()) {
            return List.of();
        }
        long endMs = steps.get(steps.size() - 1).endMs();
        long startMs = steps.get(0).startMs();
        long shortest = Math.max(SHORTEST_MS, (endMs - startMs) / MOST);
        double[] gaps = new double[steps.size()];
        for (int i = 1; i < gaps.length; i++) {
            gaps[i] = gap(steps, looks, i);
        }
        TreeSet<Long> borders = new TreeSet<>(List.of(startMs, endMs));
        double least = standsOut(gaps);
        List<Integer> deepest =
                IntStream.range(1, gaps.length)
                        .boxed()
                        .filter(i -> gaps[i] > least)
                        .sorted(Comparator.comparingDouble((Integer i) -> -gaps[i]))
                        .toList();
        for (int i : deepest) {
            long border = steps.get(i).startMs();
            if (border - borders.floor(border) >= shortest
                    && borders.ceiling(border) - border >= shortest) {
                borders.add(border);
            }
        }
        return between(steps, borders);
    }

    private static double standsOut(double[] gaps) {
        double mean = IntStream.range(1, gaps.length).mapToDouble(i -> gaps[i]).average().orElse(0);
        double variance =
                IntStream.range(1, gaps.length)
                        .mapToDouble(i -> (gaps[i] - mean) * (gaps[i] - mean))
                        .average()
                        .orElse(0);
        return Math.max(LEAST_GAP, mean + STANDS_OUT * Math.sqrt(variance));
    }

    /** One minus the cosine of what is before and after; 0 if either is not known. */
    private static double gap(List<Scene> steps, Map<String, Vector> looks, int at) {
        double[] before = sum(steps.subList(Math.max(0, at - WINDOW), at), looks);
        double[] after = sum(steps.subList(at, Math.min(steps.size(), at + WINDOW)), looks);
        double dot = dot(before, after);
        double norms = Math.sqrt(dot(before, before) * dot(after, after));
        return norms == 0 ? 0 : 1 - dot / norms;
    }

    private static double[] sum(List<Scene> steps, Map<String, Vector> looks) {
        double[] sum = new double[0];
        for (Scene step : steps) {
            Vector look = looks.get(step.momentId());
            if (look != null) {
                sum = sum.length == 0 ? new double[look.dimension()] : sum;
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += look.values()[i];
                }
            }
        }
        return sum;
    }

    private static double dot(double[] a, double[] b) {
        double dot = 0;
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            dot += a[i] * b[i];
        }
        return dot;
    }

    private static List<Scene> between(List<Scene> steps, TreeSet<Long> borders) {
        List<Scene> chapters = new ArrayList<>();
        List<Scene> together = new ArrayList<>();
        for (Scene step : steps) {
            if (!together.isEmpty() && borders.contains(step.startMs())) {
                chapters.add(Overview.joined(together));
                together.clear();
            }
            together.add(step);
        }
        chapters.add(Overview.joined(together));
        return chapters;
    }
}
