package io.zoetrope.query.labels;

import io.zoetrope.models.packages.ModelCatalog;
import io.zoetrope.models.runtime.detect.ObjectDetector;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import io.zoetrope.query.labels.DrawnCars.Seen;
import io.zoetrope.query.labels.TaughtCars.Teacher;
import io.zoetrope.testing.scenes.Colour;
import java.util.List;
import java.util.Locale;

/**
 * How well a particular car is found among cars after a few examples: precision, recall and
 * calibration, for the seeds that are given. Seed 1 is the one on which {@code LabelModel}'s
 * constants were chosen.
 *
 * <pre>./mvnw -q -pl query-service -am test-compile
 * java -cp … io.zoetrope.query.labels.LabelReport SEED…</pre>
 */
final class LabelReport {
    private static final int SIGHTINGS = 25;
    private static final int PICTURES = 5;
    private static final int TIMES = 8;
    private static final int[][] EXAMPLES = {{1, 0}, {2, 0}, {3, 0}, {3, 2}, {6, 4}, {12, 6}};

    private LabelReport() {}

    public static void main(String[] seeds) {
        try (ObjectDetector detector =
                ObjectDetector.open(
                        ModelCatalog.standard(List.of()).find(ModelCatalog.DEFAULT_DETECTOR),
                        RuntimeOptions.CPU)) {
            for (String seed : seeds) {
                List<Seen> all =
                        DrawnCars.seen(
                                detector,
                                Long.parseLong(seed),
                                List.of(Colour.values()),
                                SIGHTINGS,
                                PICTURES);
                for (int[] examples : EXAMPLES) {
                    for (Teacher teacher : Teacher.values()) {
                        TaughtCars taught =
                                new TaughtCars(all).teach(teacher, examples[0], examples[1], TIMES);
                        System.out.printf(
                                Locale.ROOT,
                                "seed %s, %d cars, %d + %d by %-6s precision %.3f recall %.3f calibration error %.3f%n",
                                seed,
                                Colour.values().length,
                                examples[0],
                                examples[1],
                                teacher.name().toLowerCase(Locale.ROOT),
                                taught.precision(),
                                taught.recall(),
                                taught.calibrationError());
                    }
                }
            }
        }
    }
}
