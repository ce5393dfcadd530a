package io.zoetrope.query.search;

import io.zoetrope.domain.Vector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a clip shows, as a few vectors: frames that follow each other and are alike are one look, as
 * a moment is, and the longest of them are kept.
 */
final class Looks {
    static final int MOST = 3;

    /** Cosine of a frame with those before it, below which it shows something else. */
    private static final double LIKE = 0.85;

    private static final class Run {
        private final float[] sum;
        private int frames;

        private Run(int dimension) {
            this.sum = new float[dimension];
        }

        private void add(Vector frame) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += frame.values()[i];
            }
            frames++;
        }

        private Vector mean() {
            double squares = 0;
            for (float value : sum) {
                squares += value * value;
            }
            float[] mean = sum.clone();
            for (int i = 0; i < mean.length; i++) {
                mean[i] /= (float) Math.sqrt(squares);
            }
            return new Vector(mean);
        }
    }

    private Looks() {}

    /**
     * @param frames in order, normalised, at least one
     * @return the longest first, normalised
     */
    static List<Vector> of(List<Vector> frames) {
        List<Run> runs = new ArrayList<>();
        for (Vector frame : frames) {
            Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
            if (last == null || last.mean().dot(frame) < LIKE) {
                last = new Run(frame.dimension());
                runs.add(last);
            }
            last.add(frame);
        }
        return runs.stream()
                .sorted(Comparator.comparingInt((Run run) -> run.frames).reversed())
                .limit(MOST)
                .map(Run::mean)
                .toList();
    }
}
