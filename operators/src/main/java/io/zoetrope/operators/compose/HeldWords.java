package io.zoetrope.operators.compose;

import java.util.List;

/**
 * Words that moments to come may have. Held in state: components may be added, none moved or taken
 * away.
 *
 * @param lines of dialogue written so far: the ordinal of the next one
 * @param said lines of dialogue, as they came
 * @param shown what was read on the screen, as it came
 */
public record HeldWords(int lines, List<Words> said, List<Words> shown) {
    public static final HeldWords NONE = new HeldWords(0, List.of(), List.of());

    public HeldWords {
        said = said == null ? List.of() : said;
        shown = shown == null ? List.of() : shown;
    }
}
