package io.zoetrope.operators.observe.run;

import java.io.Serializable;
import java.util.Locale;

/**
 * Settings of {@link ObserveFrames}.
 *
 * @param capacity records that one subtask holds at once, at least 1
 * @param timeoutMs how long one call of a model may take, milliseconds; see {@link EngineWatch}
 */
public record ObserveOptions(int capacity, long timeoutMs) implements Serializable {
    public ObserveOptions {
        if (capacity < 1 || timeoutMs < 1) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "observing needs a capacity and a timeout of at least 1, got %d and %d ms",
                            capacity,
                            timeoutMs));
        }
    }
}
