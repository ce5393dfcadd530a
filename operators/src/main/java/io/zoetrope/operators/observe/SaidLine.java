package io.zoetrope.operators.observe;

import io.zoetrope.domain.LineSource;
import io.zoetrope.domain.Vector;
import io.zoetrope.media.captions.CaptionLine;

/**
 * A line of dialogue. Held in state: components may be added, none moved or taken away.
 *
 * @param startUs media time; it belongs to the segment in which it starts
 * @param endUs after {@code startUs}; may lie behind that segment's end
 * @param text without markup, line breaks as spaces; not empty
 * @param language BCP 47, or empty if nobody says
 * @param speaker or empty
 * @param vector of what it means, normalised; empty if no sentence encoder is asked, or it gave
 *     none
 */
public record SaidLine(
        long startUs,
        long endUs,
        String text,
        String language,
        String speaker,
        LineSource source,
        Vector vector) {
    private static final int MOST_CHARS = 2_000;
    private static final int TIMES_BYTES = 2 * Long.BYTES;

    public SaidLine {
        text = text == null ? "" : text;
        language = language == null ? "" : language;
        speaker = speaker == null ? "" : speaker;
        vector = vector == null ? new Vector(null) : vector;
    }

    public static SaidLine of(CaptionLine caption, LineSource source) {
        return new SaidLine(
                caption.startUs(),
                caption.endUs(),
                caption.text(),
                caption.language(),
                caption.speaker(),
                source,
                null);
    }

    /** Of speech that was recognised; its text is bounded. */
    public static SaidLine spoken(long startUs, long endUs, String text, String language) {
        String bounded = text.substring(0, Math.min(MOST_CHARS, text.length()));
        return new SaidLine(startUs, endUs, bounded, language, "", LineSource.SPEECH, null);
    }

    public SaidLine withVector(Vector itsVector) {
        return new SaidLine(startUs, endUs, text, language, speaker, source, itsVector);
    }

    long bytes() {
        int characters = text.length() + language.length() + speaker.length();
        return TIMES_BYTES + characters + (long) vector.dimension() * Float.BYTES;
    }
}
