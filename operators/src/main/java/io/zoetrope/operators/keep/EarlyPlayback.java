package io.zoetrope.operators.keep;

import io.zoetrope.domain.Playback;

/**
 * What was told of a video's playback before it opened here: the two ways from admission are not
 * equally fast. Held in state: components may be added, none moved or taken away.
 *
 * @param generation in which the video was admitted
 * @param sinceMs when it came, epoch milliseconds
 */
public record EarlyPlayback(long generation, Playback playback, long sinceMs) {
    private static final long KEPT_MS = 3_600_000;

    /** Word that a video opens is never so long on its way: later it is of one that is gone. */
    long untilMs() {
        return sinceMs + KEPT_MS;
    }
}
