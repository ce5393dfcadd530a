package io.zoetrope.operators.admit;

import io.zoetrope.operators.probe.ProbeOutcome;

/**
 * A version that was sent again before admission was told how it ended. Held in state: components
 * may be added, none moved or taken away.
 *
 * @param sinceMs when it came, epoch milliseconds
 */
public record SentEarly(ProbeOutcome outcome, long sinceMs) {
    private static final long KEPT_MS = 60_000;

    /** Word of an end is never so long on its way: later the video is in work. */
    long untilMs() {
        return sinceMs + KEPT_MS;
    }
}
