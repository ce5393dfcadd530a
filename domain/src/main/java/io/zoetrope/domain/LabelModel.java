package io.zoetrope.domain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a label means among the findings of one kind and model, by the examples that people gave:
 * how much nearer something is to the positive ones than to the negative ones, as a likelihood.
 * docs/decisions/0026 says how its numbers were found.
 *
 * @param kind {@code OBJECT} by appearance, {@code MOMENT} by looks
 * @param classes of objects that can have it, sorted; empty for all
 * @param prototype mean of all positive examples, as it stands out of the surroundings; empty if
 *     there is none, and then nothing has the label
 * @param positives some of them, as they stand out
 * @param negatives as {@code positives}
 * @param taught number of positive examples
 */
public record LabelModel(
        FindingKind kind,
        ModelRef model,
        List<String> classes,
        Surroundings surroundings,
        Vector prototype,
        List<Vector> positives,
        List<Vector> negatives,
        int taught) {
    /** Likelihood from which on something has the label. */
    public static final double SURE = 0.5;

    /** Likelihood from which on it may have it. */
    public static final double LIKELY = 0.15;

    /** How much the mean of the positive examples counts; the rest is the nearest one. */
    private static final double OF_PROTOTYPE = 0.7;

    /** How much nearness to a negative example counts against it. */
    private static final double OF_NEGATIVE = 0.5;

    /** A negative example less near than this share of the positive ones says nothing. */
    private static final double FAR = 0.5;

    /** Margin at which it is as likely right as wrong, with very many positive examples. */
    private static final double HALF = 0.35;

    /** One example says less of what is common to all. */
    private static final double HALF_OF_FEW = 0.12;

    private static final double SLOPE = 14;

    /** Likelihood from which on something of a sample stands for an example. */
    private static final double BORROWED = 0.7;

    /** For each positive example, so many of a sample at most. */
    private static final int BORROWED_FOR_EACH = 3;

    /** Of so many positive examples, given and borrowed together, more say nothing new. */
    private static final int ENOUGH = 12;

    /** What was borrowed shows what else looks so. */
    private static final int ROUNDS = 3;

    /** With longer vectors a label of several models would not fit into the message to the job. */
    private static final int LONGEST_BORROWED = 1_024;

    public LabelModel {
        classes = classes == null ? List.of() : classes;
        surroundings = surroundings == null ? Surroundings.UNKNOWN : surroundings;
        prototype = prototype == null ? new Vector(null) : prototype;
        positives = positives == null ? List.of() : positives;
        negatives = negatives == null ? List.of() : negatives;
    }

    /** Roughly: four for each value of its vectors. */
    long bytes() {
        long values = prototype.dimension() + surroundings.values();
        for (Vector example : positives) {
            values += example.dimension();
        }
        for (Vector example : negatives) {
            values += example.dimension();
        }
        return Float.BYTES * values;
    }

    /**
     * @param classes of the positive examples
     * @param positives as they are indexed, all of one dimension
     * @param negatives as {@code positives}
     */
    public static LabelModel of(
            FindingKind kind,
            ModelRef model,
            Set<String> classes,
            Surroundings surroundings,
            List<Vector> positives,
            List<Vector> negatives) {
        List<Vector> wanted = positives.stream().map(surroundings::around).toList();
        List<Vector> unwanted = negatives.stream().map(surroundings::around).toList();
        return new LabelModel(
                kind,
                model,
                List.copyOf(new TreeSet<>(classes)),
                surroundings,
                mean(wanted),
                differing(wanted),
                differing(unwanted),
                wanted.size());
    }

    /**
     * The same, with more that surely has the label: few examples, and such as were picked for
     * being alike, say little of the other looks of a thing. Self-training (Scudder 1965; Yarowsky,
     * Unsupervised Word Sense Disambiguation Rivaling Supervised Methods, 1995), in bounds.
     *
     * @param given all positive examples, as they are indexed
     * @param rejected all negative examples, as they are indexed: the model keeps the most telling
     *     alone
     * @param sample of what there is of the classes, as it is indexed
     */
    public LabelModel widened(List<Vector> given, List<Vector> rejected, List<Vector> sample) {
        int most = borrowed(taught, prototype.dimension());
        List<Vector> wanted = given.stream().map(surroundings::around).toList();
        Set<Vector> said = new HashSet<>(given);
        said.addAll(rejected);
        List<Vector> others =
                sample.stream()
                        .filter(each -> each.dimension() == prototype.dimension())
                        .filter(each -> !said.contains(each))
                        .map(surroundings::around)
                        .toList();
        LabelModel widened = this;
        for (int round = 0; round < ROUNDS && most > 0; round++) {
            List<Vector> all = new ArrayList<>(wanted);
            all.addAll(widened.surest(others, most));
            widened =
                    new LabelModel(
                            kind,
                            model,
                            classes,
                            surroundings,
                            mean(all),
                            differing(all),
                            negatives,
                            taught);
        }
        return widened;
    }

    /**
     * How many positive examples a model may keep.
     *
     * @param given by people
     * @param dimension of their vectors
     */
    public static int mostKept(int given, int dimension) {
        return Math.min(LabelLimits.MAX_KEPT, given + borrowed(given, dimension));
    }

    private static int borrowed(int given, int dimension) {
        return dimension > LONGEST_BORROWED
                ? 0
                : Math.max(0, Math.min(BORROWED_FOR_EACH * given, ENOUGH - given));
    }

    private List<Vector> surest(List<Vector> standingOut, int most) {
        record Sure(Vector vector, double likelihood) {}
        return standingOut.stream()
                .map(each -> new Sure(each, likelihoodOf(each)))
                .filter(each -> each.likelihood() >= BORROWED)
                .sorted(Comparator.comparingDouble(Sure::likelihood).reversed())
                .limit(most)
                .map(Sure::vector)
                .toList();
    }

    /** Whether something of this kind, model and class can have the label at all. */
    public boolean concerns(FindingKind otherKind, ModelRef otherModel, String clazz) {
        return kind == otherKind
                && model.equals(otherModel)
                && (classes.isEmpty() || classes.contains(clazz));
    }

    /**
     * In [0,1]: how likely something has the label.
     *
     * @param seen as it is indexed; of another dimension it is not likely at all
     */
    public double likelihood(Vector seen) {
        if (prototype.dimension() == 0 || seen.dimension() != prototype.dimension()) {
            return 0;
        }
        return likelihoodOf(surroundings.around(seen));
    }

    private double likelihoodOf(Vector out) {
        double near =
                OF_PROTOTYPE * out.dot(prototype)
                        + (1 - OF_PROTOTYPE) * nearest(out, positives, -1);
        double against = nearest(out, negatives, -1) - FAR * Math.max(0, near);
        double margin = near - OF_NEGATIVE * Math.max(0, against);
        return 1 / (1 + Math.exp(SLOPE * (half() - margin)));
    }

    private double half() {
        return HALF + HALF_OF_FEW / Math.max(1, taught);
    }

    private static double nearest(Vector out, List<Vector> examples, double none) {
        double best = none;
        for (Vector example : examples) {
            if (example.dimension() == out.dimension()) {
                best = Math.max(best, out.dot(example));
            }
        }
        return best;
    }

    private static Vector mean(List<Vector> vectors) {
        if (vectors.isEmpty()) {
            return new Vector(null);
        }
        float[] sum = new float[vectors.get(0).dimension()];
        for (Vector each : vectors) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += each.values()[i];
            }
        }
        return Surroundings.normalised(sum);
    }

    /** The first, then always the one that is least like those before (Gonzalez, 1985). */
    private static List<Vector> differing(List<Vector> vectors) {
        if (vectors.size() <= LabelLimits.MAX_KEPT) {
            return List.copyOf(vectors);
        }
        List<Vector> kept = new ArrayList<>(List.of(vectors.get(0)));
        Set<Integer> taken = new HashSet<>(Set.of(0));
        while (kept.size() < LabelLimits.MAX_KEPT) {
            int next = -1;
            double least = Double.POSITIVE_INFINITY;
            for (int i = 0; i < vectors.size(); i++) {
                double like = taken.contains(i) ? 2 : nearest(vectors.get(i), kept, -1);
                if (like < least) {
                    least = like;
                    next = i;
                }
            }
            taken.add(next);
            kept.add(vectors.get(next));
        }
        return kept;
    }
}
