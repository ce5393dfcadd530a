package io.zoetrope.domain.finding;

import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.PlainText;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.VideoDescription;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.domain.VideoRef;
import java.util.List;

/**
 * A run of like frames inside one shot, at most ten seconds: the unit that a search finds.
 *
 * @param momentId see {@link VideoIds#momentId}
 * @param generation of the video; documents of a higher one are never overwritten
 * @param ordinal this is the n-th moment of its video, from 0
 * @param shot counts from 0 within the video
 * @param visual normalised mean of its frames' vectors
 * @param keyFrame stored picture of a good frame near the mean, or empty
 * @param keyFrameUs media time of that frame
 * @param objectClasses labels seen by the detector, distinct, sorted
 * @param arrivedMs epoch milliseconds of the arrival event
 * @param soundClasses what is heard in it, distinct, sorted
 * @param dialogue what is said in it, at most {@value #MAX_WORDS} characters
 * @param screenText words that are on the screen in it, at most {@value #MAX_WORDS} characters
 */
public record Moment(
        String momentId,
        VideoRef video,
        long generation,
        int ordinal,
        VideoDescription description,
        int shot,
        long startUs,
        long endUs,
        ModelRef model,
        Vector visual,
        String keyFrame,
        long keyFrameUs,
        List<String> objectClasses,
        long arrivedMs,
        List<String> soundClasses,
        String dialogue,
        String screenText)
        implements Found {
    public static final int MAX_WORDS = 2_000;

    public Moment {
        soundClasses = soundClasses == null ? List.of() : soundClasses;
        dialogue = words(dialogue);
        screenText = words(screenText);
    }

    private static String words(String text) {
        return text == null ? "" : PlainText.cut(PlainText.composed(text), MAX_WORDS);
    }

    @Override
    public FindingKind kind() {
        return FindingKind.MOMENT;
    }

    @Override
    public String id() {
        return momentId;
    }
}
