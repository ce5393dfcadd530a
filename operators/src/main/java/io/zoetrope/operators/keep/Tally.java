package io.zoetrope.operators.keep;

import io.zoetrope.domain.FoundCounts;
import io.zoetrope.domain.Problem;

/**
 * What the reports of one video add up to. Held in state: components may be added, none moved or
 * taken away.
 *
 * @param segmentsDone segments that are behind
 * @param frames observed so far
 * @param moments written so far
 * @param endUs end of the last decoded frame so far
 * @param problem the first that was met, or null
 * @param problems how many segments had one
 * @param ended whether its file was read to its end, which is at {@code endUs}
 * @param shots written so far
 * @param objects written so far
 * @param sounds written so far
 * @param lines written so far
 * @param texts written so far
 * @param lastProblem the newest that was met, or null
 */
public record Tally(
        int segmentsDone,
        long frames,
        int moments,
        long endUs,
        Problem problem,
        int problems,
        boolean ended,
        int shots,
        int objects,
        int sounds,
        int lines,
        int texts,
        Problem lastProblem) {
    static final Tally NOTHING = new Tally(0, 0, 0, 0, null, 0, false, 0, 0, 0, 0, 0, null);

    FoundCounts found() {
        return new FoundCounts(moments, shots, objects, sounds, lines, texts);
    }

    Tally plus(FoundCounts since) {
        FoundCounts more = found().plus(since);
        return new Tally(
                segmentsDone,
                frames,
                more.moments(),
                endUs,
                problem,
                problems,
                ended,
                more.shots(),
                more.objects(),
                more.sounds(),
                more.lines(),
                more.texts(),
                lastProblem);
    }

    /**
     * @param progress of one more segment
     */
    Tally plus(VideoReport progress) {
        Tally met = withProblem(progress.problem());
        return new Tally(
                // The last one comes again if frames of it waited for what follows.
                Math.max(segmentsDone, progress.segmentsDone()),
                frames + progress.frames(),
                moments,
                Math.max(endUs, progress.endUs()),
                met.problem,
                met.problems,
                ended || progress.ended(),
                shots,
                objects,
                sounds,
                lines,
                texts,
                met.lastProblem);
    }

    /**
     * @param met null if there was none
     */
    Tally withProblem(Problem met) {
        return met == null
                ? this
                : new Tally(
                        segmentsDone,
                        frames,
                        moments,
                        endUs,
                        problem == null ? met : problem,
                        problems + 1,
                        ended,
                        shots,
                        objects,
                        sounds,
                        lines,
                        texts,
                        met);
    }
}
