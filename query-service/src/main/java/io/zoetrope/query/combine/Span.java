package io.zoetrope.query.combine;

/**
 * A stretch of a video that one clause found.
 *
 * @param clause by its name
 * @param id of what was found, such as a moment
 * @param startMs media time
 * @param endMs excluded, not before {@code startMs}
 * @param score higher is better
 */
public record Span(
        String clause, String videoId, String id, long startMs, long endMs, double score) {
    /** How long neither lasts between the two; 0 or less if they touch or overlap. */
    long gapMs(Span other) {
        return Math.max(startMs, other.startMs) - Math.min(endMs, other.endMs);
    }

    boolean overlaps(Span other) {
        return videoId.equals(other.videoId) && gapMs(other) < 0;
    }
}
