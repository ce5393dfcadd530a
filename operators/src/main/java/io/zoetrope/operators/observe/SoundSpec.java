package io.zoetrope.operators.observe;

import io.zoetrope.domain.ModelRef;
import java.io.Serializable;
import java.util.Locale;

/**
 * What an analyser of sound is called and how much sound it wants.
 *
 * @param name by which its observations are told apart
 * @param model that it asks; if it has none, a name and version of what it does
 * @param tailUs how far behind a segment's end it listens, microseconds, at most {@value
 *     #MAX_TAIL_US}: what begins in a segment belongs to it
 * @param dimension of its vectors; 0 if it gives none
 */
public record SoundSpec(String name, ModelRef model, long tailUs, int dimension)
        implements Serializable {
    /** With segments of ten seconds a record has 1.3 MB of sound at most. */
    public static final long MAX_TAIL_US = 31_000_000;

    public SoundSpec {
        if (name.isEmpty() || tailUs < 0 || tailUs > MAX_TAIL_US) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "analyser '%s' of sound: it needs a name and a tail of 0 to %d us, got %d",
                            name,
                            MAX_TAIL_US,
                            tailUs));
        }
    }
}
