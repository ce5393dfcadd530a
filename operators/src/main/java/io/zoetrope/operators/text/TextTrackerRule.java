package io.zoetrope.operators.text;

/**
 * When two readings are the same writing.
 *
 * @param likeness least share of equal letters of two readings that are the same, [0,1]
 * @param gapUs a piece of writing that is not seen for longer has gone
 * @param maxOpen pieces of writing that are followed at once
 */
public record TextTrackerRule(float likeness, long gapUs, int maxOpen) {
    public static final TextTrackerRule USUAL = new TextTrackerRule(0.6f, 2_000_000, 200);
}
