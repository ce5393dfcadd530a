package io.zoetrope.query.searchers;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.index.SoundFields;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.question.Modality;
import io.zoetrope.query.question.Scope;
import io.zoetrope.query.question.Sought;
import io.zoetrope.query.question.Subject;
import java.io.IOException;

/** Finds windows of sound by the names of the classes that were heard. Thread-safe. */
public final class SoundClassSearcher implements Searcher {
    private final FindingSource source;

    public SoundClassSearcher(IndexReader reader) {
        this.source = new FindingSource(reader, FindingKind.SOUND, Modality.AUDIO);
    }

    @Override
    public String modality() {
        return Modality.AUDIO;
    }

    @Override
    public boolean knows(Subject subject) {
        return subject instanceof Subject.Words words && !ClassNames.in(words.text()).isEmpty();
    }

    @Override
    public Hits find(Scope scope, Sought sought, int depth) throws IOException {
        ClassNames names = ClassNames.of(sought.subject());
        return source.any(
                names.conditions(SoundFields.SOUND_CLASSES),
                scope,
                depth,
                found -> hit(found, names));
    }

    /** By the class that says it best. */
    private static Hit hit(JsonNode found, ClassNames names) {
        JsonNode sound = found.path("_source");
        JsonNode classes = sound.path(SoundFields.SOUND_CLASSES);
        double best = 0;
        String why = "";
        for (int i = 0; i < classes.size(); i++) {
            double sure = sound.path(SoundFields.SOUND_SCORES).path(i).asDouble(1);
            double score = sure * names.share(classes.path(i).asText());
            if (score > best) {
                best = score;
                why = classes.path(i).asText();
            }
        }
        return new Hit(FindingKind.SOUND, found.path("_score").asDouble(), best, best, why, sound);
    }
}
