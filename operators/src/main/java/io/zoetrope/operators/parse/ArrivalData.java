package io.zoetrope.operators.parse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.ArrivalType;
import io.zoetrope.domain.IndexingLimits;
import io.zoetrope.domain.RawEvent;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.domain.VideoDescription;
import io.zoetrope.domain.VideoRef;
import java.util.ArrayList;
import java.util.List;

/**
 * The project's own data object: one video, or {@code videos: []} whose entries take over the outer
 * object's fields where they have none of their own.
 */
final class ArrivalData {
    private static final String LIST = "videos";

    private ArrivalData() {}

    static boolean isOne(JsonNode data) {
        return data.has("uri") || data.has(LIST);
    }

    static List<ParsedEntry> parse(JsonNode data, ArrivalType type, int attempt, RawEvent event)
            throws RejectedInput {
        if (!data.has(LIST)) {
            return List.of(ParsedEntry.of(arrival(data, type, attempt, event)));
        }
        JsonNode list = data.get(LIST);
        if (!list.isArray() || list.isEmpty() || list.size() > ParseLimits.MAX_VIDEOS) {
            throw new RejectedInput(
                    Reason.BAD_FIELD,
                    "'videos' must be a list of 1 to " + ParseLimits.MAX_VIDEOS + " objects.");
        }
        List<ParsedEntry> entries = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            entries.add(entry((ObjectNode) data, list.get(i), i, type, attempt, event));
        }
        return entries;
    }

    private static ParsedEntry entry(
            ObjectNode outer,
            JsonNode inner,
            int at,
            ArrivalType type,
            int attempt,
            RawEvent event) {
        try {
            if (!(inner instanceof ObjectNode own)) {
                throw new RejectedInput(
                        Reason.BAD_FIELD, "'videos[" + at + "]' must be an object.");
            }
            ObjectNode merged = outer.deepCopy();
            merged.remove(List.of(LIST, "uri", "video_id"));
            merged.setAll(own);
            return ParsedEntry.of(arrival(merged, type, attempt, event));
        } catch (RejectedInput e) {
            return ParsedEntry.of(e.saying("videos[" + at + "]: " + e.getMessage()));
        }
    }

    private static VideoArrival arrival(
            JsonNode data, ArrivalType type, int attempt, RawEvent event) throws RejectedInput {
        VideoRef video =
                new VideoRef(
                        Fields.videoId(data),
                        Fields.text(data, "tenant", ParseLimits.MAX_NAME_CHARS),
                        Fields.text(data, "collection", ParseLimits.MAX_NAME_CHARS),
                        Fields.uri(data, "uri", true),
                        "");
        VideoDescription description =
                new VideoDescription(
                        Fields.text(data, "title", ParseLimits.MAX_TITLE_CHARS),
                        Fields.metadata(data),
                        Fields.uri(data, "captions_uri", false));
        return new VideoArrival(type, video, description, limits(data), "", attempt, event);
    }

    private static IndexingLimits limits(JsonNode data) throws RejectedInput {
        double limit = Fields.number(data, "limit_seconds", 0.001, ParseLimits.MAX_LIMIT_SECONDS);
        double segment =
                Fields.number(
                        data,
                        "segment_seconds",
                        ParseLimits.MIN_SEGMENT_SECONDS,
                        ParseLimits.MAX_SEGMENT_SECONDS);
        return new IndexingLimits(Math.round(limit * 1e6), Math.round(segment * 1e6));
    }
}
