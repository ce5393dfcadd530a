package io.zoetrope.operators.dispatch.line;

import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.operators.dispatch.PlanOptions;
import io.zoetrope.operators.dispatch.PlannedVideo;
import java.util.Locale;

/**
 * The line sends nothing more of a video whose end nobody has seen.
 *
 * @param segments all that there will be
 * @param problem what cut it short, or null
 */
record Ending(VideoRef video, long generation, int segments, Problem problem) {
    private static final int MAX_TRIES = 20;
    private static final String AFTER =
            ". What follows is missing, and captions inside it, if there are any.";
    private static final int MAX_ATTEMPTS = 5;

    /** Whether a video that cannot be read, while its store answers others, is given up. */
    static boolean isHopeless(int failures) {
        return failures >= MAX_TRIES;
    }

    /** Whether a video of which a segment cannot be made is given up. */
    static boolean isUseless(int failures) {
        return failures >= MAX_ATTEMPTS;
    }

    /**
     * @param why the encoder's words
     */
    static Ending failed(PlannedVideo planned, int segments, String why) {
        return new Ending(
                planned.video(),
                planned.generation(),
                segments,
                Problem.of(
                        Stage.PACKAGE,
                        Reason.ENCODING_FAILED,
                        String.format(
                                Locale.ROOT,
                                "Segment %d of '%s' could not be made in %d attempts: %s",
                                segments,
                                planned.video().uri(),
                                MAX_ATTEMPTS,
                                why)));
    }

    /**
     * @param store that answered others
     */
    static Ending unreadable(PlannedVideo planned, int segments, String store, String why) {
        return unreachable(
                planned,
                segments,
                String.format(
                        Locale.ROOT,
                        "'%s' failed in %d tries, while %s answered others: %s%s",
                        planned.video().uri(),
                        MAX_TRIES,
                        store,
                        why,
                        AFTER));
    }

    /**
     * @param store that was waited for
     */
    static Ending storeAway(
            PlannedVideo planned, int segments, String store, long waitedMs, String why) {
        return unreachable(
                planned,
                segments,
                String.format(
                        Locale.ROOT,
                        "'%s' waited %d s for %s, which did not answer: %s%s",
                        planned.video().uri(),
                        waitedMs / 1_000,
                        store,
                        why,
                        AFTER));
    }

    private static Ending unreachable(PlannedVideo planned, int segments, String detail) {
        return new Ending(
                planned.video(),
                planned.generation(),
                segments,
                Problem.of(Stage.PLAN, Reason.UNREACHABLE, detail));
    }

    /** All that is taken was read, and the video has not ended. */
    static Ending atBound(PlannedVideo planned, int segments, PlanOptions options) {
        return new Ending(
                planned.video(),
                planned.generation(),
                segments,
                planned.plan().limited() ? null : beyond(segments, options));
    }

    private static Problem beyond(int segments, PlanOptions options) {
        return segments >= options.maxSegments()
                ? Problem.of(
                        Stage.PLAN,
                        Reason.TOO_MANY_SEGMENTS,
                        "The video goes on after %d segments; raise segment_seconds or set limit_seconds."
                                .formatted(segments))
                : Problem.of(
                        Stage.PLAN,
                        Reason.TOO_LONG,
                        "The video goes on after the %d s taken, whatever its container says; set limit_seconds."
                                .formatted(options.maxDurationUs() / 1_000_000));
    }
}
