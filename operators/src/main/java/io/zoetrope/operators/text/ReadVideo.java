package io.zoetrope.operators.text;

import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.finding.ScreenText;
import io.zoetrope.operators.admit.VideoChange;

/**
 * One open video, and where following its writing stands. Held in state: components may be added,
 * none moved or taken away.
 *
 * @param generation of its life
 * @param arrivedMs epoch milliseconds of the arrival event
 * @param model of the vectors, or of what reads if there are none; null before its first segment
 * @param texts written so far: the ordinal of the next one
 * @param endUs end of the last decoded frame so far
 */
public record ReadVideo(
        VideoRef video,
        long generation,
        long arrivedMs,
        ModelRef model,
        int texts,
        long endUs,
        TextTrackerState writing) {
    public ReadVideo {
        writing = writing == null ? TextTrackerState.EMPTY : writing;
    }

    static ReadVideo begin(VideoChange change) {
        return new ReadVideo(
                change.arrival().video(),
                change.generation(),
                change.arrival().event().timestampMs(),
                null,
                0,
                0,
                null);
    }

    /** The same video from its first segment, as another generation. */
    ReadVideo again(long newGeneration) {
        return new ReadVideo(video, newGeneration, arrivedMs, null, 0, 0, null);
    }

    /**
     * @param itsModel null if nobody reads
     */
    ReadVideo madeWith(ModelRef itsModel) {
        ModelRef last = itsModel == null ? model : itsModel;
        return new ReadVideo(video, generation, arrivedMs, last, texts, endUs, writing);
    }

    /**
     * @param newTexts written since
     */
    ReadVideo with(TextTrackerState newer, int newTexts, long segmentEndUs) {
        return new ReadVideo(
                video,
                generation,
                arrivedMs,
                model,
                texts + newTexts,
                Math.max(endUs, segmentEndUs),
                newer);
    }

    ScreenText text(TextEntry entry, int ordinal) {
        return new ScreenText(
                video,
                generation,
                ordinal,
                model,
                arrivedMs,
                entry.startUs(),
                entry.endUs(),
                entry.text(),
                entry.box(),
                entry.confidence(),
                entry.vector());
    }
}
