package io.zoetrope.operators.compose;

import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.VideoDescription;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.finding.DialogueLine;
import io.zoetrope.domain.finding.FrameRecord;
import io.zoetrope.domain.finding.Moment;
import io.zoetrope.domain.finding.SoundWindow;
import io.zoetrope.operators.admit.VideoChange;
import io.zoetrope.operators.observe.HeardWindow;
import io.zoetrope.operators.observe.ObservedFrame;
import io.zoetrope.operators.observe.SaidLine;

/**
 * One open video, and where composing it stands. Held in state: components may be added, none moved
 * or taken away.
 *
 * @param generation of its life
 * @param arrivedMs epoch milliseconds of the arrival event
 * @param model that its vectors come from; null before its first segment, and if no encoder looks
 *     at it
 * @param moments written so far: the ordinal of the next one
 * @param endUs end of the last decoded frame so far
 * @param words that moments to come may have
 * @param sound where composing what is heard stands
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
        HeldWords words,
        ComposedSound sound) {
    public ComposedVideo {
        words = words == null ? HeldWords.NONE : words;
        sound = sound == null ? ComposedSound.START : sound;
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
                HeldWords.NONE,
                ComposedSound.START);
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
                HeldWords.NONE,
                ComposedSound.START);
    }

    /**
     * What is composed from now on is made with this model.
     *
     * @param encoder null if none looks at it
     */
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
                words,
                sound);
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
                words,
                sound);
    }

    ComposedVideo withWords(HeldWords newer) {
        return new ComposedVideo(
                video,
                description,
                generation,
                arrivedMs,
                model,
                moments,
                endUs,
                composition,
                newer,
                sound);
    }

    ComposedVideo hearing(ComposedSound newer) {
        return new ComposedVideo(
                video,
                description,
                generation,
                arrivedMs,
                model,
                moments,
                endUs,
                composition,
                words,
                newer);
    }

    SoundWindow sound(HeardWindow heard, int ordinal) {
        return new SoundWindow(
                video,
                generation,
                ordinal,
                sound.model(),
                arrivedMs,
                heard.startUs(),
                heard.endUs(),
                heard.silent(),
                heard.loudnessDb(),
                heard.vector(),
                heard.classes());
    }

    /**
     * @param sentences of the line's vector
     */
    DialogueLine line(SaidLine said, int ordinal, ModelRef sentences) {
        return new DialogueLine(
                video,
                generation,
                ordinal,
                sentences,
                arrivedMs,
                said.startUs(),
                said.endUs(),
                said.text(),
                said.language(),
                said.speaker(),
                said.source(),
                said.vector());
    }

    /**
     * @param own what is said and to be read in its time
     * @param sounds what is heard
     */
    Moment moment(ComposedMoment composed, int ordinal, MomentWords own, SoundComposer sounds) {
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
                sounds.classes(composed.startUs(), composed.endUs()),
                own.dialogue(composed.startUs(), composed.endUs()),
                own.screenText(composed.startUs(), composed.endUs()));
    }

    FrameRecord frame(int segment, ObservedFrame frame) {
        return new FrameRecord(
                video,
                generation,
                segment,
                frame.ptsUs(),
                model == null ? ModelRef.NONE : model,
                frame.visual(),
                frame.detections(),
                frame.keyFrame(),
                arrivedMs);
    }
}
