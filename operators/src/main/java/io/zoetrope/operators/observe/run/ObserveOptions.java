package io.zoetrope.operators.observe.run;

import java.io.Serializable;
import java.util.Locale;

/**
 * Settings of {@link ObserveFrames}.
 *
 * @param capacity records that one subtask holds at once, at least 1
 * @param heldBytes of pictures and sound in them, if they are more than one; at least 1
 * @param timeoutMs how long one call of a model may take, milliseconds; see {@link EngineWatch}
 */
public record ObserveOptions(int capacity, long heldBytes, long timeoutMs) implements Serializable {
    public ObserveOptions {
        if (capacity < 1 || heldBytes < 1 || timeoutMs < 1) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "observing needs a capacity, a size and a timeout of at least 1, got %d, %d bytes and %d ms",
                            capacity,
                            heldBytes,
                            timeoutMs));
        }
    }
}
