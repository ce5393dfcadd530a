package io.zoetrope.query.labels;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.models.packages.ModelCatalog;
import io.zoetrope.models.runtime.detect.ObjectDetector;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import io.zoetrope.query.labels.DrawnCars.Seen;
import io.zoetrope.query.labels.TaughtCars.Teacher;
import io.zoetrope.testing.scenes.Colour;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A particular car among cars, by the bundled detector; {@link LabelReport} measures more. */
class TaughtCarsTest {
    /** Not among those on which anything was chosen. */
    private static final long SEED = 11;

    private static List<Seen> seen;

    @BeforeAll
    static void draw() {
        try (ObjectDetector detector =
                ObjectDetector.open(
                        ModelCatalog.standard(List.of()).find(ModelCatalog.DEFAULT_DETECTOR),
                        RuntimeOptions.CPU)) {
            List<Colour> colours =
                    List.of(
                            Colour.RED,
                            Colour.BLUE,
                            Colour.GREEN,
                            Colour.YELLOW,
                            Colour.WHITE,
                            Colour.BLACK);
            seen = DrawnCars.seen(detector, SEED, colours, 14, 2);
        }
    }

    @Test
    void threePositivesAndTwoNegativesAreEnough() {
        TaughtCars taught = new TaughtCars(seen).teach(Teacher.CHANCE, 3, 2, 6);
        assertThat(taught.precision()).as("precision").isGreaterThanOrEqualTo(.9);
        assertThat(taught.recall()).as("recall").isGreaterThanOrEqualTo(.8);
        assertThat(taught.calibrationError()).as("calibration error").isLessThan(.05);
    }

    /** Examples that were picked for being alike say little of the car's other looks. */
    @Test
    void soAreTheNearestThatPeopleAccept() {
        TaughtCars taught = new TaughtCars(seen).teach(Teacher.HAND, 3, 2, 6);
        assertThat(taught.precision()).as("precision").isGreaterThanOrEqualTo(.9);
        assertThat(taught.recall()).as("recall").isGreaterThanOrEqualTo(.8);
    }
}
