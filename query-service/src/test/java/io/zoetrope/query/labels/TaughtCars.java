package io.zoetrope.query.labels;

import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.LabelModel;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Surroundings;
import io.zoetrope.domain.Vector;
import io.zoetrope.query.labels.DrawnCars.Seen;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Teaches each car among all cars, and counts what has the label then, the examples left out. */
final class TaughtCars {
    private static final ModelRef MODEL = new ModelRef("detector", "1");
    private static final int BINS = 10;

    private final List<Seen> all;
    private final Surroundings surroundings;
    private int right;
    private int wrong;
    private int missed;
    private final double[] told = new double[BINS];
    private final double[] were = new double[BINS];
    private int judged;

    /** How examples come to be given. */
    enum Teacher {
        /** They are dealt. */
        CHANCE,
        /** One is taken; of those most like it the right ones are accepted, the wrong rejected. */
        HAND
    }

    TaughtCars(List<Seen> all) {
        this.all = all;
        this.surroundings = Surroundings.of(vectors(all));
    }

    private static List<Vector> vectors(List<Seen> seen) {
        return seen.stream().map(Seen::looks).toList();
    }

    /**
     * @param times each car, with other examples
     */
    TaughtCars teach(Teacher teacher, int positives, int negatives, int times) {
        List<Integer> cars = all.stream().map(Seen::car).distinct().toList();
        for (int car : cars) {
            for (int time = 0; time < times; time++) {
                teach(teacher, car, positives, negatives, new Random(1_000L * time + car));
            }
        }
        return this;
    }

    private void teach(Teacher teacher, int car, int positives, int negatives, Random random) {
        List<Seen> order = new ArrayList<>(all);
        Collections.shuffle(order, random);
        if (teacher == Teacher.HAND) {
            Seen first = order.stream().filter(s -> s.car() == car).findFirst().orElseThrow();
            order.sort(Comparator.comparingDouble(s -> -s.looks().dot(first.looks())));
        }
        List<Seen> yes = order.stream().filter(s -> s.car() == car).limit(positives).toList();
        List<Seen> no = order.stream().filter(s -> s.car() != car).limit(negatives).toList();
        LabelModel model =
                LabelModel.of(
                                FindingKind.OBJECT,
                                MODEL,
                                Set.of("car"),
                                surroundings,
                                vectors(yes),
                                vectors(no))
                        .widened(vectors(yes), vectors(no), vectors(all));
        Set<Seen> examples = new HashSet<>(yes);
        examples.addAll(no);
        all.stream()
                .filter(seen -> !examples.contains(seen))
                .forEach(seen -> count(model.likelihood(seen.looks()), seen.car() == car));
    }

    private void count(double likelihood, boolean isIt) {
        boolean said = likelihood >= LabelModel.SURE;
        right += said && isIt ? 1 : 0;
        wrong += said && !isIt ? 1 : 0;
        missed += !said && isIt ? 1 : 0;
        int bin = Math.min(BINS - 1, (int) (likelihood * BINS));
        told[bin] += likelihood;
        were[bin] += isIt ? 1 : 0;
        judged++;
    }

    double precision() {
        return right / (double) (right + wrong);
    }

    double recall() {
        return right / (double) (right + missed);
    }

    /** Expected calibration error over ten bins. */
    double calibrationError() {
        double error = 0;
        for (int bin = 0; bin < BINS; bin++) {
            error += Math.abs(told[bin] - were[bin]);
        }
        return error / judged;
    }
}
