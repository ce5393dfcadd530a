package io.zoetrope.operators.compose;

import io.zoetrope.domain.Problem;

/**
 * How far one video is composed. Held in state: components may be added, none moved or taken away.
 *
 * @param generation of its admission
 * @param nextSegment index of the first segment that is not composed
 * @param frames observed so far
 * @param moments written so far
 * @param endUs end of the last decoded frame so far
 * @param problem the first that was met, or null
 * @param problems how many segments had one
 * @param statusMs when a status was last written, epoch milliseconds
 */
public record VideoProgress(
        long generation,
        int nextSegment,
        long frames,
        int moments,
        long endUs,
        Composition composition,
        Problem problem,
        int problems,
        long statusMs) {
    static VideoProgress start(long generation, long nowMs) {
        return new VideoProgress(generation, 0, 0, 0, 0, Composition.START, null, 0, nowMs);
    }

    VideoProgress withProblem(Problem met) {
        return met == null
                ? this
                : new VideoProgress(
                        generation,
                        nextSegment,
                        frames,
                        moments,
                        endUs,
                        composition,
                        problem == null ? met : problem,
                        problems + 1,
                        statusMs);
    }

    VideoProgress withComposition(Composition newer, int newMoments) {
        return new VideoProgress(
                generation,
                nextSegment,
                frames,
                moments + newMoments,
                endUs,
                newer,
                problem,
                problems,
                statusMs);
    }

    VideoProgress past(int segment, int newFrames, long segmentEndUs) {
        return new VideoProgress(
                generation,
                segment + 1,
                frames + newFrames,
                moments,
                Math.max(endUs, segmentEndUs),
                composition,
                problem,
                problems,
                statusMs);
    }

    VideoProgress withStatusAt(long nowMs) {
        return new VideoProgress(
                generation,
                nextSegment,
                frames,
                moments,
                endUs,
                composition,
                problem,
                problems,
                nowMs);
    }
}
