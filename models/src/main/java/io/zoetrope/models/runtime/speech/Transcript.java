package io.zoetrope.models.runtime.speech;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What is said in one piece of sound.
 *
 * @param language BCP-47 tag; empty if the model does not know
 * @param lines in order; none if nothing is said. One over the whole piece if the model tells no
 *     times
 * @param restUs from when on the piece is not written down, since the model's text has a largest
 *     length or says that it goes on; {@link Long#MAX_VALUE} if all of it is
 * @param open what is written of the line that was cut off there, for whoever does not ask again;
 *     one or none
 */
public record Transcript(
        String language, List<TranscriptLine> lines, long restUs, List<TranscriptLine> open) {
    /** Of all that the piece holds. */
    public static Transcript whole(String language, List<TranscriptLine> lines) {
        return new Transcript(language, lines, Long.MAX_VALUE, List.of());
    }

    /** The same lines; what comes from then on is not among them. */
    public Transcript upTo(long restFromUs) {
        return new Transcript(language, lines, restFromUs, List.of());
    }

    /** The same, and what is written of a line that is not among them. */
    Transcript withOpen(List<TranscriptLine> cutOff) {
        return new Transcript(language, lines, restUs, List.copyOf(cutOff));
    }

    /** All lines, with a space between two. */
    public String text() {
        return lines.stream().map(TranscriptLine::text).collect(Collectors.joining(" "));
    }
}
