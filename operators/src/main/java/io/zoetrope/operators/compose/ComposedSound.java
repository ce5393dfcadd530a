package io.zoetrope.operators.compose;

import io.zoetrope.domain.ModelRef;
import io.zoetrope.operators.observe.HeardWindow;
import java.util.List;

/**
 * Where composing what is heard of a video stands between two segments. Held in state: components
 * may be added, none moved or taken away.
 *
 * @param model that its windows come from; null before the first
 * @param windows written so far: the ordinal of the next one
 * @param silence that may go on, not written yet; null if there is none
 * @param recent classes that a moment may still overlap, in order
 */
public record ComposedSound(
        ModelRef model, int windows, HeardWindow silence, List<HeardSpan> recent) {
    /** Before the first sound. */
    public static final ComposedSound START = new ComposedSound(null, 0, null, List.of());

    public ComposedSound {
        recent = recent == null ? List.of() : recent;
    }

    /**
     * @param encoder null if nobody listened
     */
    ComposedSound madeWith(ModelRef encoder) {
        return encoder == null ? this : new ComposedSound(encoder, windows, silence, recent);
    }
}
