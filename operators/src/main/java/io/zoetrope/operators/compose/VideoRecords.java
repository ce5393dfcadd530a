package io.zoetrope.operators.compose;

import io.zoetrope.domain.DeadLetter;
import io.zoetrope.domain.FrameRecord;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Moment;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.domain.VideoStatus;
import io.zoetrope.operators.admit.VideoChange;
import io.zoetrope.operators.observe.ObservedFrame;

/** The records that one video's parts become. */
record VideoRecords(VideoChange control, ModelRef model) {
    Moment moment(ComposedMoment composed, int ordinal) {
        VideoArrival arrival = control.arrival();
        return new Moment(
                VideoIds.momentId(control.videoKey(), ordinal, model.id()),
                arrival.video(),
                control.generation(),
                ordinal,
                arrival.description(),
                composed.shot(),
                composed.startUs(),
                composed.endUs(),
                model,
                composed.visual(),
                composed.key().keyFrame(),
                composed.key().ptsUs(),
                composed.classes(),
                arrivedMs());
    }

    FrameRecord frame(int segment, ObservedFrame frame) {
        return new FrameRecord(
                control.arrival().video(),
                control.generation(),
                segment,
                frame.ptsUs(),
                model,
                frame.visual(),
                frame.detections(),
                frame.keyFrame(),
                arrivedMs());
    }

    VideoStatus status(IndexingState state, VideoProgress progress, Problem error, long nowMs) {
        return new VideoStatus(
                control.arrival().video(),
                control.generation(),
                control.arrival().description(),
                state,
                control.media(),
                progress.nextSegment(),
                control.segmentsTotal(),
                progress.moments(),
                error,
                arrivedMs(),
                nowMs);
    }

    DeadLetter deadLetter(Problem problem, long nowMs) {
        VideoArrival arrival = control.arrival();
        return new DeadLetter(arrival.event(), arrival.video(), problem, arrival.attempt(), nowMs);
    }

    private long arrivedMs() {
        return control.arrival().event().timestampMs();
    }
}
