package io.zoetrope.domain;

import java.util.List;

/**
 * How far one video is prepared for playback. Held in state: components may be added, none moved or
 * taken away.
 *
 * @param playableMs epoch milliseconds from which it can be played from its beginning; 0 until then
 * @param completeMs epoch milliseconds from which it can be played to its end; 0 until then
 * @param problem why no more of it is prepared; null if there is none
 * @param renditions of its pictures, best first; empty until it can be played
 */
public record Playback(
        long playableMs, long completeMs, Problem problem, List<Rendition> renditions) {
    public static final Playback NONE = new Playback(0, 0, null, List.of());

    /**
     * One size in which it can be played.
     *
     * @param name {@code source} if the pictures are those of the file, else as {@code 720p}
     * @param width displayed, in pixels
     * @param height likewise
     * @param codecs of pictures and sound, by RFC 6381, with commas between
     * @param bandwidth peak, bits a second of pictures and sound; until the video is complete, of
     *     what was there first
     * @param averageBandwidth likewise
     */
    public record Rendition(
            String name,
            int width,
            int height,
            String codecs,
            long bandwidth,
            long averageBandwidth) {}

    public Playback {
        renditions = renditions == null ? List.of() : renditions;
    }

    /** It cannot be played. */
    public static Playback failed(Problem why) {
        return new Playback(0, 0, why, List.of());
    }

    /** Whether it cannot be played. */
    public boolean isFailed() {
        return problem != null;
    }

    /** Whether nothing more changes. */
    public boolean isOver() {
        return completeMs > 0 || problem != null;
    }
}
