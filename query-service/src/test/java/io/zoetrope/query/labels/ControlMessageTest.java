package io.zoetrope.query.labels;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.LabelLimits;
import io.zoetrope.domain.LabelModel;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Surroundings;
import io.zoetrope.domain.TaughtLabel;
import io.zoetrope.domain.Vector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ControlMessageTest {
    private static final ModelRef MODEL = new ModelRef("m", "1");

    /** What the job reads; its own test holds it to the same text. */
    private static final String MESSAGE =
            """
            {"v":1,"kind":"label","label_id":"l","tenant":"acme","name":"my car","version":7,"deleted":false,\
            "models":[{"of":"objects","model":"m","model_version":"1","taught":1,"mean":"","drawn":"",\
            "prototype":"AACAPwAAAAA=","classes":["car"],"directions":[],"positives":["AACAPwAAAAA="],\
            "negatives":["AAAAAAAAgD8="]}]}""";

    @Test
    void saysALabelAsTheJobReadsIt() {
        LabelModel model =
                LabelModel.of(
                        FindingKind.OBJECT,
                        MODEL,
                        Set.of("car"),
                        Surroundings.UNKNOWN,
                        List.of(new Vector(new float[] {1, 0})),
                        List.of(new Vector(new float[] {0, 1})));
        assertThat(
                        ControlMessage.of(
                                new TaughtLabel("l", "acme", "my car", 7, false, List.of(model))))
                .isEqualTo(MESSAGE);
    }

    /** With all that it may hold, of vectors as long as those of large models. */
    @Test
    void theLargestMessageFitsTheTopic() {
        List<LabelModel> models = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < LabelLimits.MAX_MODELS; i++) {
            List<Vector> vectors = new ArrayList<>();
            for (int v = 0; v < 100; v++) {
                float[] values = new float[768];
                for (int at = 0; at < values.length; at++) {
                    values[at] = (float) random.nextGaussian();
                }
                vectors.add(new Vector(values));
            }
            models.add(
                    LabelModel.of(
                            FindingKind.OBJECT,
                            new ModelRef("m", "" + i),
                            Set.of("car"),
                            Surroundings.of(vectors),
                            vectors,
                            vectors));
        }
        String message =
                ControlMessage.of(
                        new TaughtLabel(
                                "l", "acme", "x".repeat(LabelLimits.MAX_NAME), 7, false, models));
        assertThat(message.getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThanOrEqualTo(LabelLimits.MAX_MESSAGE_BYTES);
    }
}
