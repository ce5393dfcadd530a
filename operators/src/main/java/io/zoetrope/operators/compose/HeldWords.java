package io.zoetrope.operators.compose;

import java.util.List;

/**
 * Words that moments to come may have. Held in state: components may be added, none moved or taken
 * away.
 *
 * @param said lines of dialogue, as they came
 * @param shown what was read on the screen, as it came
 */
public record HeldWords(List<Words> said, List<Words> shown) {
    public static final HeldWords NONE = new HeldWords(List.of(), List.of());

    public HeldWords {
        said = said == null ? List.of() : said;
        shown = shown == null ? List.of() : shown;
    }
}
