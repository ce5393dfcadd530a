package io.zoetrope.models.packages.manifest;

import java.util.List;
import java.util.Map;

/**
 * The tokens of a speech recogniser that stand for no word.
 *
 * @param language BCP-47 tag of what it writes; empty if a token says it, or if it is not known
 * @param languages by BCP-47 tag, the token that says that a text is in this language; empty if it
 *     knows one language only
 * @param afterLanguage token ids that follow the token of the language
 * @param timestamps token of 0.00 s; each further 20 ms have the token behind; 0 if it writes none
 * @param noSpeech token whose likelihood says that nobody speaks; 0 if there is none
 * @param suppressFirst token ids that no text begins with
 */
public record SpeechRule(
        String language,
        Map<String, Integer> languages,
        List<Integer> afterLanguage,
        int timestamps,
        int noSpeech,
        List<Integer> suppressFirst) {
    public static final SpeechRule NONE = new SpeechRule("", Map.of(), List.of(), 0, 0, List.of());

    /** Media time between two timestamps, microseconds. */
    public static final long TIMESTAMP_US = 20_000;

    /** Whether its texts have times. */
    public boolean tellsTimes() {
        return timestamps > 0;
    }
}
