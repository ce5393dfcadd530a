package io.zoetrope.query.searchers;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.index.DialogueFields;
import io.zoetrope.domain.index.MomentFields;
import io.zoetrope.domain.index.ObjectFields;
import io.zoetrope.domain.index.ShotFields;
import io.zoetrope.domain.index.SoundFields;
import io.zoetrope.domain.index.TextFields;

/**
 * Something that was found: a stretch of a video.
 *
 * @param indexScore as the index gives it
 * @param score in [0,1], as its source measures it
 * @param confidence in [0,1]: how likely it is right, comparable between sources
 * @param why what of it matched, such as the line that was said; empty if it is only alike
 * @param document its own
 */
public record Hit(
        FindingKind kind,
        double indexScore,
        double score,
        double confidence,
        String why,
        JsonNode document) {
    private static final int UNKNOWN = -1;
    private static final int MAX_WHY = 200;

    public Hit {
        why = why.length() <= MAX_WHY ? why : cut(why);
    }

    private static String cut(String text) {
        return text.substring(0, text.offsetByCodePoints(0, MAX_WHY / 2)) + " …";
    }

    Hit confident(double newConfidence) {
        return new Hit(kind, indexScore, score, newConfidence, why, document);
    }

    public String id() {
        return document.path(idField(kind)).asText();
    }

    public String videoId() {
        return document.path(MomentFields.VIDEO_ID).asText();
    }

    public long startMs() {
        return document.path(MomentFields.START_MS).asLong();
    }

    /** Excluded, not before the start. */
    public long endMs() {
        return Math.max(startMs(), document.path(MomentFields.END_MS).asLong());
    }

    /** Whether it can be seen in a picture, and is no moment, which has a picture of its own. */
    public boolean isSeen() {
        return kind == FindingKind.OBJECT || kind == FindingKind.TEXT;
    }

    /** Media time of a picture that shows it: its best sighting, else its middle. */
    public long seenMs() {
        long middle = startMs() + (endMs() - startMs()) / 2;
        return document.path(ObjectFields.BEST_MS).asLong(middle);
    }

    /** That it lies in, from 0; -1 if that is not known, or it is several. */
    public int shot() {
        int shot = document.path(ShotFields.SHOT).asInt(UNKNOWN);
        return document.path(ObjectFields.LAST_SHOT).asInt(shot) == shot ? shot : UNKNOWN;
    }

    /** The field by which documents of a kind are told apart. */
    static String idField(FindingKind kind) {
        return switch (kind) {
            case MOMENT -> MomentFields.MOMENT_ID;
            case SHOT -> ShotFields.SHOT;
            case OBJECT -> ObjectFields.OBJECT_ID;
            case SOUND -> SoundFields.SOUND_ID;
            case LINE -> DialogueFields.LINE_ID;
            case TEXT -> TextFields.TEXT_ID;
        };
    }
}
