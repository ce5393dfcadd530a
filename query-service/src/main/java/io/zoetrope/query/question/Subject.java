package io.zoetrope.query.question;

import io.zoetrope.domain.Vector;
import java.util.List;

/** The one thing that a clause looks for. */
public sealed interface Subject {
    /** The modalities that may know it. */
    List<String> modalities();

    /**
     * Words.
     *
     * @param text what is wanted, not blank
     * @param not what is not, each not blank; subtracted where vectors are compared, and what is
     *     known to be there is left out
     * @param said what somebody may have said or written: as it was asked, unless it is plain that
     *     some of it is not wanted
     * @param named whether a class is meant only if the words say no more than that: of a red car
     *     that must not be there, not any car
     */
    record Words(String text, List<String> not, String said, boolean named) implements Subject {
        public Words(String text) {
            this(text, List.of(), text);
        }

        Words(String text, List<String> not, String said) {
            this(text, not, said, false);
        }

        /** Of which a class must say all. */
        public Words naming() {
            return new Words(text, not, said, true);
        }

        /** What must not be said or written: nothing, if it belongs to what is looked for. */
        public List<String> notSaid() {
            return said.equals(text) ? not : List.of();
        }

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

    /** What has a label that somebody taught. */
    record OfLabel(String name) implements Subject {
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

    /**
     * A short video.
     *
     * @param looks what it shows, among the vectors of moments; at least one
     * @param sound among those of sounds; empty if nothing is heard, or no model of the service
     *     gives it
     */
    record Clip(List<Vector> looks, Vector sound) implements Media {
        @Override
        public List<String> modalities() {
            return sound.dimension() == 0
                    ? List.of(Modality.VISUAL)
                    : List.of(Modality.VISUAL, Modality.AUDIO);
        }
    }
}
