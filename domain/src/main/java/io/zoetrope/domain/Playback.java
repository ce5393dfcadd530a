package io.zoetrope.domain;

/**
 * How far one video is prepared for playback. Held in state: components may be added, none moved or
 * taken away.
 *
 * @param playableMs epoch milliseconds from which it can be played from its beginning; 0 until then
 * @param completeMs epoch milliseconds from which it can be played to its end; 0 until then
 * @param problem why no more of it is prepared; null if there is none
 */
public record Playback(long playableMs, long completeMs, Problem problem) {
    public static final Playback NONE = new Playback(0, 0, null);

    /** Whether it cannot be played. */
    public boolean isFailed() {
        return problem != null;
    }

    /** Whether nothing more changes. */
    public boolean isOver() {
        return completeMs > 0 || problem != null;
    }
}
