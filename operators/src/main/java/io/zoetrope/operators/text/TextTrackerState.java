package io.zoetrope.operators.text;

import java.util.List;

/**
 * All that a {@link TextTracker} knows between two frames.
 *
 * @param open by number; at most {@link TextTrackerRule#maxOpen}
 * @param nextNumber of the next piece of writing
 * @param lastUs of the last frame
 * @param dropped readings that found no place
 * @param shotUs where the first shot since that frame begins; not after it if none does
 */
public record TextTrackerState(
        List<OpenText> open, long nextNumber, long lastUs, long dropped, long shotUs) {
    public static final TextTrackerState EMPTY =
            new TextTrackerState(List.of(), 0, Long.MIN_VALUE, 0, Long.MIN_VALUE);

    /** A component that an older version did not write is missing. */
    public TextTrackerState {
        open = open == null ? List.of() : open;
    }
}
