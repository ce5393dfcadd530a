package io.zoetrope.query.generate;

import io.zoetrope.query.question.Modality;

/**
 * One thing that is known of a stretch of a video.
 *
 * @param words the line, the text, the class, the caption or the label
 * @param speaker of a line; empty if nobody says who it is
 * @param startMs media time
 * @param endMs excluded
 * @param confidence in [0,1]
 * @param asked whether it is what the question found, and not only there too
 */
public record Sign(
        Kind kind,
        String words,
        String speaker,
        long startMs,
        long endMs,
        double confidence,
        boolean asked) {

    /** What it is. */
    public enum Kind {
        /** A sentence of what is seen. */
        CAPTION(Modality.VISUAL),
        OBJECT(Modality.OBJECT),
        LINE(Modality.DIALOGUE),
        TEXT(Modality.TEXT),
        SOUND(Modality.AUDIO),
        LABEL(Modality.OBJECT);

        private final String modality;

        Kind(String modality) {
            this.modality = modality;
        }

        public String modality() {
            return modality;
        }
    }

    /** Something that is there, asked for or not. */
    public static Sign there(Kind kind, String words, long startMs, long endMs, double confidence) {
        return new Sign(kind, words, "", startMs, endMs, confidence, false);
    }

    public Sign by(String newSpeaker) {
        return new Sign(kind, words, newSpeaker, startMs, endMs, confidence, asked);
    }

    public Sign asked(double newConfidence) {
        return new Sign(kind, words, speaker, startMs, endMs, newConfidence, true);
    }

    /** Whether the other is the same thing, told in full: this may be cut, or have no words. */
    boolean isToldBy(Sign other) {
        boolean cut = words.isEmpty() || words.endsWith(" …");
        return kind == other.kind
                && startMs == other.startMs
                && endMs == other.endMs
                && (cut || words.equals(other.words));
    }
}
