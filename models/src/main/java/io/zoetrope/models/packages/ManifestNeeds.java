package io.zoetrope.models.packages;

import io.zoetrope.models.packages.manifest.ModelManifest;
import io.zoetrope.models.packages.manifest.ModelTask;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The parts of a manifest, beside its graphs, that a task cannot do without. */
final class ManifestNeeds {
    private ManifestNeeds() {}

    static List<String> of(ModelTask task) {
        return switch (task) {
            case IMAGE_TEXT_ENCODER -> List.of("image", "text");
            case IMAGE_ENCODER, APPEARANCE_ENCODER -> List.of("image");
            case OBJECT_DETECTOR -> List.of("image", "head");
            case AUDIO_ENCODER, VOICE_ACTIVITY -> List.of("audio");
            case SPEECH_RECOGNIZER -> List.of("audio", "text", "decoding");
            case CAPTION_DECODER -> List.of("text", "decoding");
            case SENTENCE_ENCODER -> List.of("text", "sentence");
            case TEXT_DETECTOR -> List.of("image", "regions");
            case TEXT_RECOGNIZER -> List.of("image", "characters");
        };
    }

    static Map<String, Object> partsOf(ModelManifest manifest) {
        Map<String, Object> parts = new HashMap<>();
        parts.put("image", manifest.image());
        parts.put("text", manifest.text());
        parts.put("audio", manifest.audio());
        parts.put("head", manifest.head());
        parts.put("decoding", manifest.decoding());
        parts.put("sentence", manifest.sentence());
        parts.put("regions", manifest.regions());
        parts.put("characters", manifest.characters());
        return parts;
    }
}
