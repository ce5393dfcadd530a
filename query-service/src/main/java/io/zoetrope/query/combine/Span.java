package io.zoetrope.query.combine;

/**
 * A stretch of a video that one clause found in one source.
 *
 * @param clause by its name
 * @param source by its name
 * @param id of what was found, such as a moment
 * @param moment whether it is one of the moments, which tile a video; what else is found lies over
 *     them
 * @param shot that it lies in, from 0; {@link #NO_SHOT} if that is not known, or it is several
 * @param startMs media time
 * @param endMs excluded, not before {@code startMs}
 * @param score in [0,1], how likely it is right: comparable between sources
 */
public record Span(
        String clause,
        String source,
        String videoId,
        String id,
        boolean moment,
        int shot,
        long startMs,
        long endMs,
        double score) {
    public static final int NO_SHOT = -1;

    /** How long neither lasts between the two; 0 or less if they touch or overlap. */
    public long gapMs(Span other) {
        return Math.max(startMs, other.startMs) - Math.min(endMs, other.endMs);
    }

    /** Whether they have some time in common. */
    public boolean overlaps(Span other) {
        return videoId.equals(other.videoId) && gapMs(other) < 0;
    }

    /** Whether they have half of the shorter one in common; or all of it, if it has no length. */
    public boolean isWith(Span other) {
        long shorter = Math.min(endMs - startMs, other.endMs - other.startMs);
        return videoId.equals(other.videoId) && -2 * gapMs(other) >= shorter && gapMs(other) <= 0;
    }

    /** The same stretch, as a clause found it by all of its sources. */
    Span of(String anyClause, double newScore) {
        return new Span(anyClause, "", videoId, id, moment, shot, startMs, endMs, newScore);
    }
}
