package io.zoetrope.query.search;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.MomentFields;
import io.zoetrope.query.combine.Combined;
import io.zoetrope.query.combine.Span;
import io.zoetrope.query.http.Urls;
import io.zoetrope.query.media.LocalSources;
import io.zoetrope.query.search.SearchResponse.Found;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Turns a document of {@code moments} into what the API says of it. */
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
        String videoId = moment.path(MomentFields.VIDEO_ID).asText();
        long startMs = moment.path(MomentFields.START_MS).asLong();
        return new Found(
                videoId,
                moment.path(MomentFields.MOMENT_ID).asText(),
                startMs,
                moment.path(MomentFields.END_MS).asLong(),
                rank,
                score,
                parts,
                moment.path(MomentFields.TITLE).asText(""),
                moment.path(MomentFields.COLLECTION).asText(""),
                moment.path(MomentFields.SHOT).asInt(),
                thumbnail(moment, videoId),
                playback(moment.path(MomentFields.URI).asText(), videoId, startMs),
                moment.path(MomentFields.DIALOGUE).asText(""),
                texts(moment.path(MomentFields.LABELS)),
                texts(moment.path(MomentFields.OBJECT_CLASSES)),
                null);
    }

    /** A result of several clauses, shown by the moment of its first match. */
    Found combined(JsonNode moment, int rank, Combined result, Map<String, Double> parts) {
        Found first = found(moment, rank, result.score(), parts);
        return new Found(
                first.videoId(),
                first.momentId(),
                result.startMs(),
                result.endMs(),
                rank,
                result.score(),
                parts,
                first.title(),
                first.collection(),
                first.shot(),
                first.thumbnailUrl(),
                first.playbackUrl(),
                first.dialogue(),
                first.labels(),
                first.classes(),
                result.matches().stream().map(MomentView::match).toList());
    }

    private static SearchResponse.Match match(Span span) {
        return new SearchResponse.Match(
                span.clause(), span.id(), span.startMs(), span.endMs(), span.score());
    }

    private static String thumbnail(JsonNode moment, String videoId) {
        long ms =
                moment.path(MomentFields.KEY_FRAME_MS)
                        .asLong(moment.path(MomentFields.START_MS).asLong());
        return Urls.thumbnail(videoId, ms);
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
