package io.zoetrope.operators.label;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.LabelModel;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Surroundings;
import io.zoetrope.domain.TaughtLabel;
import io.zoetrope.domain.TimedBox;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.finding.Finding;
import io.zoetrope.domain.finding.ObjectTrack;
import io.zoetrope.domain.finding.TrackedObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** Labels of two looks, and things that look so. */
final class TestingLabels {
    static final ModelRef MODEL = new ModelRef("m", "1");
    static final Vector RED = new Vector(new float[] {1, 0});
    static final Vector BLUE = new Vector(new float[] {0, 1});

    /** What the query service writes; its own test holds it to the same text. */
    static final byte[] MESSAGE =
            """
            {"v":1,"kind":"label","label_id":"l","tenant":"acme","name":"my car","version":7,"deleted":false,\
            "models":[{"of":"objects","model":"m","model_version":"1","taught":1,"mean":"","drawn":"",\
            "prototype":"AACAPwAAAAA=","classes":["car"],"directions":[],"positives":["AACAPwAAAAA="],\
            "negatives":["AAAAAAAAgD8="]}]}"""
                    .getBytes(StandardCharsets.UTF_8);

    private TestingLabels() {}

    static TaughtLabel label(String id, String tenant, String name, long version, Vector looks) {
        LabelModel model =
                LabelModel.of(
                        FindingKind.OBJECT,
                        MODEL,
                        Set.of("car"),
                        Surroundings.UNKNOWN,
                        List.of(looks),
                        List.of(looks == RED ? BLUE : RED));
        return new TaughtLabel(id, tenant, name, version, false, List.of(model));
    }

    /** Of trucks, whose meaning has so many values. */
    static TaughtLabel large(String id, String tenant, String name, long version, int values) {
        LabelModel model =
                new LabelModel(
                        FindingKind.OBJECT,
                        MODEL,
                        List.of("truck"),
                        Surroundings.UNKNOWN,
                        new Vector(new float[values]),
                        List.of(),
                        List.of(),
                        1);
        return new TaughtLabel(id, tenant, name, version, false, List.of(model));
    }

    static Finding object(String tenant, String clazz, Vector looks) {
        ObjectTrack track =
                new ObjectTrack(
                        clazz,
                        .5f,
                        1,
                        List.of(new TimedBox(0, new Box(0, 0, 1, 1))),
                        0,
                        looks,
                        looks,
                        new TimedBox(0, new Box(0, 0, 1, 1)));
        VideoRef video = new VideoRef("v", tenant, "", "file:///v.mp4", "1");
        return Finding.of(TrackedObject.of(video, 1, 0, MODEL, 0, track, 0));
    }
}
