package io.zoetrope.testing.clips;

import java.util.List;

/**
 * How a text track is made.
 *
 * @param codec FFmpeg's name: {@code mov_text}, {@code subrip}, {@code ass}, {@code webvtt}
 * @param language as containers name it, or empty
 * @param cues in the order in which they are written
 */
public record CaptionOptions(String codec, String language, List<Cue> cues) {
    /**
     * @param payload bytes of the packet as the codec has them
     */
    public record Cue(long startMs, long lengthMs, byte[] payload) {}
}
