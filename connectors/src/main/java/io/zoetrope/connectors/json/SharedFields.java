package io.zoetrope.connectors.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.zoetrope.domain.PlainText;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.VideoDescription;
import io.zoetrope.domain.VideoFields;
import io.zoetrope.domain.VideoRef;
import java.io.IOException;
import java.util.Map;

/** Fields that several documents share, written the same way in each. */
final class SharedFields {
    /** OpenSearch indexes terms of up to 32,766 bytes; a character takes up to three. */
    private static final int MAX_VALUE = 8 * 1024;

    private static final int MAX_KEY = 256;

    private SharedFields() {}

    static void identity(JsonGenerator json, VideoRef video) throws IOException {
        JsonBytes.text(json, VideoFields.VIDEO_ID, video.videoId());
        json.writeStringField(VideoFields.TENANT, video.tenant());
        JsonBytes.text(json, VideoFields.COLLECTION, video.collection());
        json.writeStringField(VideoFields.URI, video.uri());
    }

    /**
     * @param maxLength metadata whose keys and values are longer than this in all is left out, a
     *     longer title is cut; the receiver has a bound
     */
    static void description(JsonGenerator json, VideoDescription description, int maxLength)
            throws IOException {
        VideoDescription known = description == null ? VideoDescription.NONE : description;
        JsonBytes.text(json, VideoFields.TITLE, PlainText.cut(known.title(), maxLength));
        if (!known.metadata().isEmpty() && length(known) <= maxLength) {
            writeMetadata(json, known.metadata());
        }
    }

    private static void writeMetadata(JsonGenerator json, Map<String, String> metadata)
            throws IOException {
        json.writeObjectFieldStart(VideoFields.METADATA);
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
            if (!entry.getKey().isBlank() && entry.getKey().length() <= MAX_KEY) {
                json.writeStringField(entry.getKey(), PlainText.cut(entry.getValue(), MAX_VALUE));
            }
        }
        json.writeEndObject();
    }

    static void problem(JsonGenerator json, Problem problem, int maxDetail) throws IOException {
        json.writeStringField(VideoFields.STAGE, problem.stage());
        json.writeStringField(VideoFields.REASON, problem.reason());
        String detail = problem.detail() == null ? "" : problem.detail();
        json.writeStringField(
                VideoFields.DETAIL, PlainText.plain(PlainText.cut(detail, maxDetail)));
    }

    private static long length(VideoDescription description) {
        return description.metadata().entrySet().stream()
                .mapToLong(e -> (long) e.getKey().length() + String.valueOf(e.getValue()).length())
                .sum();
    }
}
