package io.zoetrope.query.question;

import io.zoetrope.domain.Vector;
import java.util.List;

/** The one thing that a clause looks for. */
public sealed interface Subject {
    /** The modalities that may know it. */
    List<String> modalities();

    /** Not blank. */
    record Words(String text) implements Subject {
        @Override
        public List<String> modalities() {
            return Modality.ALL;
        }
    }

    /** A class of objects by its name. */
    record ClassName(String name) implements Subject {
        @Override
        public List<String> modalities() {
            return List.of(Modality.OBJECT);
        }
    }

    /** What looks like an indexed object. */
    record OfObject(String objectId) implements Subject {
        @Override
        public List<String> modalities() {
            return List.of(Modality.OBJECT);
        }
    }

    /** What looks like an indexed moment. */
    record OfMoment(String momentId) implements Subject {
        @Override
        public List<String> modalities() {
            return List.of(Modality.VISUAL);
        }
    }

    /** What was sent along, as encoders have made vectors of it. */
    sealed interface Media extends Subject {}

    /**
     * A picture.
     *
     * @param vector among those of moments
     * @param appearance among those of objects; empty if no model of the service gives it
     */
    record Picture(Vector vector, Vector appearance) implements Media {
        @Override
        public List<String> modalities() {
            return appearance.dimension() == 0
                    ? List.of(Modality.VISUAL)
                    : List.of(Modality.VISUAL, Modality.OBJECT);
        }
    }

    /**
     * A sound.
     *
     * @param vector among those of sounds
     */
    record Sound(Vector vector) implements Media {
        @Override
        public List<String> modalities() {
            return List.of(Modality.AUDIO);
        }
    }
}
