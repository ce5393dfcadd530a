package io.zoetrope.query.labels.examples;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.index.MomentFields;
import io.zoetrope.domain.index.ObjectFields;
import io.zoetrope.query.access.MediaLinks;
import io.zoetrope.query.http.Urls;
import io.zoetrope.query.videos.findings.ObjectView;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * An object or a moment that looks like something, as the API shows it.
 *
 * @param objectId null if it is a moment
 * @param momentId null if it is an object
 * @param clazz null if it is a moment
 * @param thumbnailUrl null if its video is gone
 * @param score in [0,1]: (1 + cosine) / 2, or of a label how likely it has it
 */
public record LookAlike(
        String objectId,
        String momentId,
        String videoId,
        @JsonProperty("class") String clazz,
        double score,
        long startMs,
        long endMs,
        String thumbnailUrl,
        List<String> labels,
        List<String> likelyLabels) {
    public static LookAlike of(JsonNode document, double score) {
        boolean object = TeachableKind.of(document) == TeachableKind.OBJECT;
        String videoId = document.path(ObjectFields.VIDEO_ID).asText();
        long startMs = document.path(ObjectFields.START_MS).asLong();
        return new LookAlike(
                document.path(ObjectFields.OBJECT_ID).asText(null),
                document.path(MomentFields.MOMENT_ID).asText(null),
                videoId,
                document.path(ObjectFields.OBJECT_CLASS).asText(null),
                score,
                startMs,
                document.path(ObjectFields.END_MS).asLong(),
                object
                        ? ObjectView.thumbnail(document)
                        : Urls.thumbnail(
                                videoId, document.path(MomentFields.KEY_FRAME_MS).asLong(startMs)),
                names(document, ObjectFields.LABELS),
                names(document, ObjectFields.LIKELY_LABELS));
    }

    /** An example as it was said, of a finding that is no more. */
    public static LookAlike gone(Example example) {
        boolean object = example.kind() == FindingKind.OBJECT;
        return new LookAlike(
                object ? example.id() : null,
                object ? null : example.id(),
                example.videoId(),
                object ? example.clazz() : null,
                0,
                0,
                0,
                null,
                List.of(),
                List.of());
    }

    /** The same with links that its reader may follow. */
    public LookAlike linked(MediaLinks links) {
        return new LookAlike(
                objectId,
                momentId,
                videoId,
                clazz,
                score,
                startMs,
                endMs,
                links.to(thumbnailUrl),
                labels,
                likelyLabels);
    }

    public static List<String> names(JsonNode document, String field) {
        return StreamSupport.stream(document.path(field).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
