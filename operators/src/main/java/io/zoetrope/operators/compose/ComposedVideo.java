package io.zoetrope.operators.compose;

import io.zoetrope.domain.FrameRecord;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Moment;
import io.zoetrope.domain.Shot;
import io.zoetrope.domain.VideoDescription;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.operators.admit.VideoChange;
import io.zoetrope.operators.observe.ObservedFrame;
import io.zoetrope.operators.shots.FoundShot;
import io.zoetrope.operators.shots.OpenShot;
import io.zoetrope.operators.shots.ShotMemory;
import io.zoetrope.operators.shots.ShotRules;
import java.util.List;

/**
 * One open video, and where composing it stands. Held in state: components may be added, none moved
 * or taken away.
 *
 * @param generation of its life
 * @param arrivedMs epoch milliseconds of the arrival event
 * @param model that its vectors come from; null before its first segment
 * @param moments written so far: the ordinal of the next one
 * @param endUs end of the last decoded frame so far
 * @param shots where finding them stands
 * @param waiting frames that a shot may still begin before, in order
 * @param openShot the shot that is open
 */
public record ComposedVideo(
        VideoRef video,
        VideoDescription description,
        long generation,
        long arrivedMs,
        ModelRef model,
        int moments,
        long endUs,
        Composition composition,
        ShotMemory shots,
        List<ObservedFrame> waiting,
        OpenShot openShot) {
    public ComposedVideo {
        shots = shots == null ? ShotMemory.START : shots;
        waiting = waiting == null ? List.of() : waiting;
        openShot = openShot == null ? OpenShot.START : openShot;
    }

    static ComposedVideo begin(VideoChange change) {
        return new ComposedVideo(
                change.arrival().video(),
                change.arrival().description(),
                change.generation(),
                change.arrival().event().timestampMs(),
                null,
                0,
                0,
                Composition.START,
                ShotMemory.START,
                List.of(),
                OpenShot.START);
    }

    /** The same video from its first segment, as another generation. */
    ComposedVideo again(long newGeneration) {
        return new ComposedVideo(
                video,
                description,
                newGeneration,
                arrivedMs,
                null,
                0,
                0,
                Composition.START,
                ShotMemory.START,
                List.of(),
                OpenShot.START);
    }

    /** What is composed from now on is made with this model. */
    ComposedVideo madeWith(ModelRef encoder) {
        return new ComposedVideo(
                video,
                description,
                generation,
                arrivedMs,
                encoder,
                moments,
                endUs,
                composition,
                shots,
                waiting,
                openShot);
    }

    /**
     * @param newMoments written since
     */
    ComposedVideo with(Composition newer, int newMoments, long segmentEndUs) {
        return new ComposedVideo(
                video,
                description,
                generation,
                arrivedMs,
                model,
                moments + newMoments,
                Math.max(endUs, segmentEndUs),
                newer,
                shots,
                waiting,
                openShot);
    }

    ComposedVideo waitingFor(ShotMemory newShots, List<ObservedFrame> frames) {
        return new ComposedVideo(
                video,
                description,
                generation,
                arrivedMs,
                model,
                moments,
                endUs,
                composition,
                newShots,
                frames,
                openShot);
    }

    ComposedVideo at(OpenShot newShot) {
        return new ComposedVideo(
                video,
                description,
                generation,
                arrivedMs,
                model,
                moments,
                endUs,
                composition,
                shots,
                waiting,
                newShot);
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

    Moment moment(ComposedMoment composed, int ordinal) {
        return new Moment(
                VideoIds.momentId(video.key(), ordinal, model.id()),
                video,
                generation,
                ordinal,
                description,
                composed.shot(),
                composed.startUs(),
                composed.endUs(),
                model,
                composed.visual(),
                composed.key().keyFrame(),
                composed.key().ptsUs(),
                composed.classes(),
                arrivedMs,
                List.of(),
                "",
                "");
    }

    FrameRecord frame(int segment, ObservedFrame frame) {
        return new FrameRecord(
                video,
                generation,
                segment,
                frame.ptsUs(),
                model,
                frame.visual(),
                frame.detections(),
                frame.keyFrame(),
                arrivedMs);
    }
}
