package io.zoetrope.query.search;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.index.DialogueFields;
import io.zoetrope.domain.index.MomentFields;
import io.zoetrope.domain.index.ObjectFields;
import io.zoetrope.query.combine.Combined;
import io.zoetrope.query.http.Urls;
import io.zoetrope.query.media.LocalSources;
import io.zoetrope.query.search.SearchResponse.Found;
import io.zoetrope.query.searchers.Hit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;

/** Turns what was found into what the API says of it. */
public final class MomentView {
    private final LocalSources sources;

    public MomentView(LocalSources sources) {
        this.sources = sources;
    }

    /** A moment that was listed, not searched for. */
    public Found listed(JsonNode moment) {
        return found(moment, null, null, null);
    }

    Found found(JsonNode moment, Integer rank, Double score, Map<String, Double> parts) {
        return found(
                FindingKind.MOMENT,
                moment,
                thumbnail(moment, moment.path(MomentFields.VIDEO_ID).asText()),
                moment.path(MomentFields.START_MS).asLong(),
                moment.path(MomentFields.END_MS).asLong(),
                rank,
                score,
                parts,
                null);
    }

    /**
     * A result of several clauses or sources.
     *
     * @param shown what it is known by: a moment if one was found there
     */
    Found combined(Hit shown, int rank, Combined result, Evidence evidence) {
        String videoId = result.videoId();
        OptionalLong seenMs = evidence.seenMs(result);
        return found(
                shown.kind(),
                shown.document(),
                seenMs.isPresent()
                        ? Urls.thumbnail(videoId, seenMs.getAsLong())
                        : thumbnail(shown.document(), videoId),
                result.startMs(),
                result.endMs(),
                rank,
                result.score(),
                evidence.scores(result),
                evidence.matches(result));
    }

    private Found found(
            FindingKind kind,
            JsonNode document,
            String thumbnail,
            long startMs,
            long endMs,
            Integer rank,
            Double score,
            Map<String, Double> parts,
            List<SearchResponse.Match> matches) {
        String videoId = document.path(MomentFields.VIDEO_ID).asText();
        JsonNode shot = document.path(MomentFields.SHOT);
        return new Found(
                videoId,
                document.path(MomentFields.MOMENT_ID).asText(null),
                startMs,
                endMs,
                rank,
                score,
                parts,
                document.path(MomentFields.TITLE).asText(""),
                document.path(MomentFields.COLLECTION).asText(""),
                shot.isNumber() ? shot.asInt() : null,
                thumbnail,
                playback(document.path(MomentFields.URI).asText(), videoId, startMs),
                endMs > startMs ? Urls.clip(videoId, startMs, endMs) : null,
                said(kind, document),
                kind == FindingKind.LINE ? "" : document.path(MomentFields.TEXT).asText(""),
                texts(document.path(MomentFields.LABELS)),
                classes(kind, document),
                matches);
    }

    /** The words of a line are what is said; those of other things are written. */
    private static String said(FindingKind kind, JsonNode document) {
        String field = kind == FindingKind.LINE ? DialogueFields.TEXT : MomentFields.DIALOGUE;
        return document.path(field).asText("");
    }

    private static List<String> classes(FindingKind kind, JsonNode document) {
        return kind == FindingKind.OBJECT
                ? List.of(document.path(ObjectFields.OBJECT_CLASS).asText())
                : texts(document.path(MomentFields.OBJECT_CLASSES));
    }

    static SearchResponse.Match match(String clause, String source, Hit hit) {
        return new SearchResponse.Match(
                clause,
                source,
                hit.kind() == FindingKind.MOMENT ? hit.id() : null,
                hit.kind() == FindingKind.OBJECT ? hit.id() : null,
                hit.startMs(),
                hit.endMs(),
                hit.score(),
                hit.confidence(),
                hit.why().isEmpty() ? null : hit.why());
    }

    /** Where it is seen best; else where it begins. */
    private static String thumbnail(JsonNode document, String videoId) {
        JsonNode best =
                document.has(MomentFields.KEY_FRAME_MS)
                        ? document.path(MomentFields.KEY_FRAME_MS)
                        : document.path(ObjectFields.BEST_MS);
        return Urls.thumbnail(videoId, best.asLong(document.path(MomentFields.START_MS).asLong()));
    }

    private String playback(String uri, String videoId, long startMs) {
        return sources.allows(uri)
                ? Urls.source(videoId) + String.format(Locale.ROOT, "#t=%.3f", startMs / 1000.0)
                : null;
    }

    private static List<String> texts(JsonNode values) {
        return StreamSupport.stream(values.spliterator(), false).map(JsonNode::asText).toList();
    }
}
