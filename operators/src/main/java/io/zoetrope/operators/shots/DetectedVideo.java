package io.zoetrope.operators.shots;

import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.finding.Shot;
import io.zoetrope.operators.admit.VideoChange;
import io.zoetrope.operators.observe.ObservedSegment;
import java.util.List;

/**
 * One open video, and where finding its shots stands. Held in state: components may be added, none
 * moved or taken away.
 *
 * @param generation of its life
 * @param arrivedMs epoch milliseconds of the arrival event
 * @param endUs end of the last decoded frame so far
 * @param memory of the signatures so far
 * @param open the shot that is open
 * @param waiting frames that a shot may still begin before, or a transition reach back to, in
 *     order: a part for each segment
 * @param known starts of shots, ascending, whose transitions may reach frames that wait or follow;
 *     the last ones have not begun
 */
public record DetectedVideo(
        VideoRef video,
        long generation,
        long arrivedMs,
        long endUs,
        ShotMemory memory,
        OpenShot open,
        List<ObservedSegment> waiting,
        List<ShotStart> known) {
    public DetectedVideo {
        memory = memory == null ? ShotMemory.START : memory;
        open = open == null ? OpenShot.START : open;
        waiting = waiting == null ? List.of() : waiting;
        known = known == null ? List.of() : known;
    }

    static DetectedVideo begin(VideoChange change) {
        return new DetectedVideo(
                change.arrival().video(),
                change.generation(),
                change.arrival().event().timestampMs(),
                0,
                null,
                null,
                null,
                null);
    }

    /** The same video from its first segment, as another generation. */
    DetectedVideo again(long newGeneration) {
        return new DetectedVideo(video, newGeneration, arrivedMs, 0, null, null, null, null);
    }

    DetectedVideo with(
            long segmentEndUs,
            ShotMemory newMemory,
            OpenShot newOpen,
            List<ObservedSegment> newWaiting,
            List<ShotStart> newKnown) {
        return new DetectedVideo(
                video,
                generation,
                arrivedMs,
                Math.max(endUs, segmentEndUs),
                newMemory,
                newOpen,
                newWaiting,
                newKnown);
    }

    Shot shot(FoundShot found) {
        return new Shot(
                video,
                generation,
                found.shot(),
                found.startUs(),
                found.endUs(),
                found.transition(),
                ShotRules.MODEL,
                arrivedMs);
    }
}
