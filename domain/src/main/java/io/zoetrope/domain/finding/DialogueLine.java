package io.zoetrope.domain.finding;

import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.LineSource;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.PlainText;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.domain.VideoRef;

/**
 * One line that is said, or shown as a subtitle; accents are in their letters, however its source
 * writes them.
 *
 * @param model that made the vector; {@link ModelRef#NONE} if there is none
 * @param language BCP 47, or empty
 * @param speaker as the source names them, or empty
 * @param vector of its meaning, normalised; may be empty
 */
public record DialogueLine(
        VideoRef video,
        long generation,
        int ordinal,
        ModelRef model,
        long arrivedMs,
        long startUs,
        long endUs,
        String text,
        String language,
        String speaker,
        LineSource source,
        Vector vector)
        implements Found {
    public DialogueLine {
        model = model == null ? ModelRef.NONE : model;
        text = text == null ? "" : PlainText.composed(text);
        language = language == null ? "" : language;
        speaker = speaker == null ? "" : PlainText.composed(speaker);
        source = source == null ? LineSource.EMBEDDED : source;
        vector = vector == null ? new Vector(null) : vector;
    }

    @Override
    public FindingKind kind() {
        return FindingKind.LINE;
    }

    @Override
    public String id() {
        return VideoIds.lineId(video.key(), ordinal, model.id());
    }
}
