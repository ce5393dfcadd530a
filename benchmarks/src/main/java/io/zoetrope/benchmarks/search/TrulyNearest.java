package io.zoetrope.benchmarks.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Which of many vectors are nearest to each of some questions, by all comparisons. Keeps none of
 * the vectors, so its memory does not grow with them. For one thread.
 */
final class TrulyNearest {
    private static final Comparator<Scored> WORST_FIRST = Comparator.comparingDouble(Scored::score);

    private final List<float[]> questions;
    private final int count;
    private final List<PriorityQueue<Scored>> nearest = new ArrayList<>();

    private record Scored(String id, double score) {}

    /**
     * @param questions as long as the vectors
     * @param count kept for each
     */
    TrulyNearest(List<float[]> questions, int count) {
        this.questions = questions;
        this.count = count;
        questions.forEach(question -> nearest.add(new PriorityQueue<>(WORST_FIRST)));
    }

    void add(String id, float[] vector) {
        for (int q = 0; q < questions.size(); q++) {
            float[] question = questions.get(q);
            double score = 0;
            for (int d = 0; d < question.length; d++) {
                score += question[d] * vector[d];
            }
            PriorityQueue<Scored> best = nearest.get(q);
            if (best.size() < count) {
                best.add(new Scored(id, score));
            } else if (best.peek().score() < score) {
                best.poll();
                best.add(new Scored(id, score));
            }
        }
    }

    /** Ids, in no order. */
    List<String> of(int question) {
        return nearest.get(question).stream().map(Scored::id).toList();
    }
}
