package io.zoetrope.models.runtime.speech;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What is said in one piece of sound.
 *
 * @param language BCP-47 tag; empty if the model does not know
 * @param lines in order; none if nothing is said. One over the whole piece if the model tells no
 *     times
 */
public record Transcript(String language, List<TranscriptLine> lines) {

    /** All lines, with a space between two. */
    public String text() {
        return lines.stream().map(TranscriptLine::text).collect(Collectors.joining(" "));
    }
}
