package io.zoetrope.query.videos.findings;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.index.SoundFields;
import java.util.ArrayList;
import java.util.List;

/**
 * A window of sound, as the API shows it.
 *
 * @param loudnessDb relative to full scale
 * @param classes what it may be, the surest first
 */
public record SoundView(
        String soundId,
        long startMs,
        long endMs,
        boolean silent,
        double loudnessDb,
        List<HeardClass> classes) {
    /**
     * @param score in [0,1]
     */
    public record HeardClass(String name, double score) {}

    static SoundView of(JsonNode sound) {
        return new SoundView(
                sound.path(SoundFields.SOUND_ID).asText(),
                sound.path(SoundFields.START_MS).asLong(),
                sound.path(SoundFields.END_MS).asLong(),
                sound.path(SoundFields.SILENT).asBoolean(),
                sound.path(SoundFields.LOUDNESS_DB).asDouble(),
                classes(
                        sound.path(SoundFields.SOUND_CLASSES),
                        sound.path(SoundFields.SOUND_SCORES)));
    }

    private static List<HeardClass> classes(JsonNode names, JsonNode scores) {
        List<HeardClass> classes = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            classes.add(new HeardClass(names.path(i).asText(), scores.path(i).asDouble()));
        }
        return classes;
    }
}
