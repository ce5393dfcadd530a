package io.zoetrope.domain.finding;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.PlainText;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.domain.VideoRef;

/**
 * Words that are on the screen: one sign or caption is one of these, however long it is seen.
 *
 * @param model that names the space of the vector, see {@link Found#model}
 * @param box where it is when it is read best
 * @param confidence of the reading, in [0,1]
 * @param vector of its meaning, normalised; may be empty
 */
public record ScreenText(
        VideoRef video,
        long generation,
        int ordinal,
        ModelRef model,
        long arrivedMs,
        long startUs,
        long endUs,
        String text,
        Box box,
        float confidence,
        Vector vector)
        implements Found {
    private static final Box NOWHERE = new Box(0, 0, 0, 0);

    public ScreenText {
        model = model == null ? ModelRef.NONE : model;
        text = text == null ? "" : PlainText.composed(text);
        box = box == null ? NOWHERE : box;
        vector = vector == null ? new Vector(null) : vector;
    }

    @Override
    public FindingKind kind() {
        return FindingKind.TEXT;
    }

    @Override
    public String id() {
        return VideoIds.textId(video.key(), ordinal, model.id());
    }
}
