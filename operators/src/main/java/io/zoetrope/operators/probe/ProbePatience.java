package io.zoetrope.operators.probe;

import java.util.Locale;
import java.util.Optional;

/** How long a video is waited for that could not be read. */
final class ProbePatience {
    private static final long LONGEST_PAUSE_MS = 60_000;

    private final ProbeOptions options;

    ProbePatience(ProbeOptions options) {
        this.options = options;
    }

    /**
     * Why a video is given up, in a sentence; empty if it is tried again.
     *
     * @param failed with this failure in it
     * @param counted whether the store answers others, so that this is about the video
     */
    Optional<String> givenUp(WaitingArrival failed, boolean counted, long nowMs, String why) {
        String uri = failed.arrival().video().uri();
        if (counted && options.retries().isLast(failed.tries())) {
            return Optional.of(
                    String.format(
                            Locale.ROOT,
                            "'%s' could not be read in %d tries: %s",
                            uri,
                            failed.tries(),
                            why));
        }
        if (nowMs - failed.firstFailureMs() >= options.giveUpMs()) {
            return Optional.of(
                    String.format(
                            Locale.ROOT,
                            "The store of '%s' did not answer for %d s: %s",
                            uri,
                            options.giveUpMs() / 1_000,
                            why));
        }
        return Optional.empty();
    }

    /** Before the next try, milliseconds. */
    long pauseMs(WaitingArrival failed) {
        return Math.min(LONGEST_PAUSE_MS, options.retries().delayAfterMs(failed.pauses()));
    }
}
