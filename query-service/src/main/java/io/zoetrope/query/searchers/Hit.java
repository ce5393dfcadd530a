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
 * Something that was found: a stretch of a video. Where it lies is read of its document once, by
 * the thread of its source, beside the others' threads: whoever combines them asks often. Immutable
 * if its document is not changed.
 */
public final class Hit {
    private static final int UNKNOWN = -1;
    private static final int MAX_WHY = 200;

    private final FindingKind kind;
    private final double indexScore;
    private final double score;
    private final double confidence;
    private final String why;
    private final JsonNode document;
    private final String id;
    private final String videoId;
    private final long startMs;
    private final long endMs;
    private final int shot;

    /**
     * @param indexScore as the index gives it
     * @param score in [0,1], as its source measures it
     * @param confidence in [0,1]: how likely it is right, comparable between sources
     * @param why what of it matched, such as the line that was said; empty if it is only alike
     * @param document its own
     */
    public Hit(
            FindingKind kind,
            double indexScore,
            double score,
            double confidence,
            String why,
            JsonNode document) {
        this.kind = kind;
        this.indexScore = indexScore;
        this.score = score;
        this.confidence = confidence;
        this.why = why.length() <= MAX_WHY ? why : cut(why);
        this.document = document;
        this.id = document.path(idField(kind)).asText();
        this.videoId = document.path(MomentFields.VIDEO_ID).asText();
        this.startMs = document.path(MomentFields.START_MS).asLong();
        this.endMs = Math.max(startMs, document.path(MomentFields.END_MS).asLong());
        this.shot = shot(document);
    }

    private Hit(Hit hit, double confidence) {
        this.kind = hit.kind;
        this.indexScore = hit.indexScore;
        this.score = hit.score;
        this.confidence = confidence;
        this.why = hit.why;
        this.document = hit.document;
        this.id = hit.id;
        this.videoId = hit.videoId;
        this.startMs = hit.startMs;
        this.endMs = hit.endMs;
        this.shot = hit.shot;
    }

    private static String cut(String text) {
        return text.substring(0, text.offsetByCodePoints(0, MAX_WHY / 2)) + " …";
    }

    private static int shot(JsonNode document) {
        int shot = document.path(ShotFields.SHOT).asInt(UNKNOWN);
        return document.path(ObjectFields.LAST_SHOT).asInt(shot) == shot ? shot : UNKNOWN;
    }

    /** The same, as likely as is said. */
    public Hit confident(double newConfidence) {
        return new Hit(this, newConfidence);
    }

    public FindingKind kind() {
        return kind;
    }

    public double indexScore() {
        return indexScore;
    }

    public double score() {
        return score;
    }

    public double confidence() {
        return confidence;
    }

    /** At most a few hundred characters. */
    public String why() {
        return why;
    }

    public JsonNode document() {
        return document;
    }

    public String id() {
        return id;
    }

    public String videoId() {
        return videoId;
    }

    public long startMs() {
        return startMs;
    }

    /** Excluded, not before the start. */
    public long endMs() {
        return endMs;
    }

    /** Whether it can be seen in a picture, and is no moment, which has a picture of its own. */
    public boolean isSeen() {
        return kind == FindingKind.OBJECT || kind == FindingKind.TEXT;
    }

    /** Media time of a picture that shows it: its best sighting, else its middle. */
    public long seenMs() {
        long middle = startMs + (endMs - startMs) / 2;
        return document.path(ObjectFields.BEST_MS).asLong(middle);
    }

    /** That it lies in, from 0; -1 if that is not known, or it is several. */
    public int shot() {
        return shot;
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
