package io.zoetrope.query.videos.findings;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.index.ObjectFields;
import io.zoetrope.query.access.MediaLinks;
import io.zoetrope.query.http.Urls;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * An object that was followed, as the API shows it.
 *
 * @param entityId the same for all tracks of one object; null if it was not recognised again
 * @param score in [0,1], of the detector
 * @param likelyLabels that it may have, and nobody has said
 * @param boxes in order of time; between two of them its sides move evenly
 */
public record ObjectView(
        String objectId,
        String entityId,
        @JsonProperty("class") String clazz,
        double score,
        long startMs,
        long endMs,
        int shot,
        int lastShot,
        List<BoxView> boxes,
        String thumbnailUrl,
        List<String> labels,
        List<String> likelyLabels) {
    static ObjectView of(JsonNode object) {
        int shot = object.path(ObjectFields.SHOT).asInt();
        long startMs = object.path(ObjectFields.START_MS).asLong();
        return new ObjectView(
                object.path(ObjectFields.OBJECT_ID).asText(),
                object.path(ObjectFields.ENTITY_ID).asText(null),
                object.path(ObjectFields.OBJECT_CLASS).asText(),
                object.path(ObjectFields.SCORE).asDouble(),
                startMs,
                object.path(ObjectFields.END_MS).asLong(),
                shot,
                object.path(ObjectFields.LAST_SHOT).asInt(shot),
                all(object.path(ObjectFields.BOXES)).map(BoxView::of).toList(),
                thumbnail(object),
                all(object.path(ObjectFields.LABELS)).map(JsonNode::asText).toList(),
                all(object.path(ObjectFields.LIKELY_LABELS)).map(JsonNode::asText).toList());
    }

    /** Its own picture; the whole frame if it has none. */
    public static String thumbnail(JsonNode object) {
        String videoId = object.path(ObjectFields.VIDEO_ID).asText();
        String picture = object.path(ObjectFields.PICTURE).asText();
        long startMs = object.path(ObjectFields.START_MS).asLong();
        return picture.isEmpty()
                ? Urls.thumbnail(videoId, object.path(ObjectFields.BEST_MS).asLong(startMs))
                : Urls.crop(videoId, picture.substring(picture.lastIndexOf('/') + 1));
    }

    /** The same with links that its reader may follow. */
    public ObjectView linked(MediaLinks links) {
        return new ObjectView(
                objectId,
                entityId,
                clazz,
                score,
                startMs,
                endMs,
                shot,
                lastShot,
                boxes,
                links.to(thumbnailUrl),
                labels,
                likelyLabels);
    }

    private static Stream<JsonNode> all(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
