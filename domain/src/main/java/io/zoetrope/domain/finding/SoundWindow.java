package io.zoetrope.domain.finding;

import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.SoundClass;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.domain.VideoRef;
import java.util.List;

/**
 * What is heard in a short stretch of a video.
 *
 * @param model the audio encoder
 * @param silent nothing is heard: it has neither vector nor classes
 * @param loudnessDb level relative to full scale, 0 or below
 * @param vector normalised; empty if it is silent or was not embedded
 * @param classes the surest first
 */
public record SoundWindow(
        VideoRef video,
        long generation,
        int ordinal,
        ModelRef model,
        long arrivedMs,
        long startUs,
        long endUs,
        boolean silent,
        float loudnessDb,
        Vector vector,
        List<SoundClass> classes)
        implements Found {
    public SoundWindow {
        vector = vector == null ? new Vector(null) : vector;
        classes = classes == null ? List.of() : classes;
    }

    @Override
    public FindingKind kind() {
        return FindingKind.SOUND;
    }

    @Override
    public String id() {
        return VideoIds.soundId(video.key(), ordinal, model.id());
    }
}
