package io.zoetrope.connectors.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.zoetrope.domain.PlainText;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.VideoDescription;
import io.zoetrope.domain.VideoRef;
import java.io.IOException;
import java.util.Map;

/** Fields that several documents share, written the same way in each. */
final class VideoFields {
    /** OpenSearch indexes terms of up to 32,766 bytes; a character takes up to three. */
    private static final int MAX_VALUE = 8 * 1024;

    private static final int MAX_KEY = 256;

    private VideoFields() {}

    static void identity(JsonGenerator json, VideoRef video) throws IOException {
        JsonBytes.text(json, "video_id", video.videoId());
        json.writeStringField("tenant", video.tenant());
        JsonBytes.text(json, "collection", video.collection());
        json.writeStringField("uri", video.uri());
    }

    /**
     * @param maxLength metadata whose keys and values are longer than this in all is left out, a
     *     longer title is cut; the receiver has a bound
     */
    static void description(JsonGenerator json, VideoDescription description, int maxLength)
            throws IOException {
        VideoDescription known = description == null ? VideoDescription.NONE : description;
        JsonBytes.text(json, "title", PlainText.cut(known.title(), maxLength));
        if (!known.metadata().isEmpty() && length(known) <= maxLength) {
            writeMetadata(json, known.metadata());
        }
    }

    private static void writeMetadata(JsonGenerator json, Map<String, String> metadata)
            throws IOException {
        json.writeObjectFieldStart("metadata");
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
            if (!entry.getKey().isBlank() && entry.getKey().length() <= MAX_KEY) {
                json.writeStringField(entry.getKey(), PlainText.cut(entry.getValue(), MAX_VALUE));
            }
        }
        json.writeEndObject();
    }

    static void problem(JsonGenerator json, Problem problem, int maxDetail) throws IOException {
        json.writeStringField("stage", problem.stage());
        json.writeStringField("reason", problem.reason());
        String detail = problem.detail() == null ? "" : problem.detail();
        json.writeStringField("detail", PlainText.plain(PlainText.cut(detail, maxDetail)));
    }

    private static long length(VideoDescription description) {
        return description.metadata().entrySet().stream()
                .mapToLong(e -> (long) e.getKey().length() + String.valueOf(e.getValue()).length())
                .sum();
    }
}
