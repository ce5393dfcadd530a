package io.zoetrope.operators.compose;

import io.zoetrope.domain.FrameRecord;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Moment;
import io.zoetrope.domain.VideoDescription;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.operators.admit.VideoChange;
import io.zoetrope.operators.observe.ObservedFrame;
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
 */
public record ComposedVideo(
        VideoRef video,
        VideoDescription description,
        long generation,
        long arrivedMs,
        ModelRef model,
        int moments,
        long endUs,
        Composition composition) {
    static ComposedVideo begin(VideoChange change) {
        return new ComposedVideo(
                change.arrival().video(),
                change.arrival().description(),
                change.generation(),
                change.arrival().event().timestampMs(),
                null,
                0,
                0,
                Composition.START);
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
                Composition.START);
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
                composition);
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
                newer);
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
