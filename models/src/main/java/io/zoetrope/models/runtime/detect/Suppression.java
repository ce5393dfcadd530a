package io.zoetrope.models.runtime.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Greedy non-maximum suppression within each class. */
final class Suppression {
    private Suppression() {}

    /**
     * @param threshold a box that overlaps a better one of its class by more goes
     * @return at most {@code most}, best first
     */
    static List<Candidate> apply(List<Candidate> candidates, float threshold, int most) {
        List<Candidate> sorted = new ArrayList<>(candidates);
        sorted.sort(Comparator.comparingDouble(Candidate::score).reversed());
        List<Candidate> kept = new ArrayList<>();
        for (Candidate next : sorted) {
            if (kept.size() == most) {
                break;
            }
            boolean covered =
                    kept.stream()
                            .anyMatch(
                                    better ->
                                            better.label() == next.label()
                                                    && better.overlap(next) > threshold);
            if (!covered) {
                kept.add(next);
            }
        }
        return kept;
    }
}
