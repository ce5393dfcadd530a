package io.zoetrope.query.refine;

import io.zoetrope.query.combine.Combined;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleBiFunction;

/**
 * Orders results so that those at the top differ: maximal marginal relevance (Carbonell and
 * Goldstein, SIGIR 1998). The next is the one whose score, less its likeness to the most alike of
 * those before it, is highest.
 */
public final class Diversity {
    private Diversity() {}

    /**
     * @param results best first
     * @param share in [0,1], by which likeness counts; the scores by the rest
     * @param shown how many are wanted at the top; what follows stays in its order
     * @param likeness of two results, in [0,1], the same both ways
     */
    public static List<Combined> order(
            List<Combined> results,
            double share,
            int shown,
            ToDoubleBiFunction<Combined, Combined> likeness) {
        if (share == 0) {
            return results;
        }
        List<Combined> left = new ArrayList<>(results);
        List<Double> alike = new ArrayList<>();
        left.forEach(result -> alike.add(0.0));
        List<Combined> ordered = new ArrayList<>();
        while (!left.isEmpty() && ordered.size() < shown) {
            int best = 0;
            for (int i = 1; i < left.size(); i++) {
                if (worth(left, alike, share, i) > worth(left, alike, share, best)) {
                    best = i;
                }
            }
            Combined next = left.remove(best);
            alike.remove(best);
            ordered.add(next);
            for (int i = 0; i < left.size(); i++) {
                alike.set(i, Math.max(alike.get(i), likeness.applyAsDouble(left.get(i), next)));
            }
        }
        ordered.addAll(left);
        return ordered;
    }

    private static double worth(List<Combined> left, List<Double> alike, double share, int i) {
        return (1 - share) * left.get(i).score() - share * alike.get(i);
    }
}
