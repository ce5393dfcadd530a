package io.zoetrope.connectors.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.VideoDescription;
import io.zoetrope.domain.VideoRef;
import java.io.IOException;

/** Fields that several documents share, written the same way in each. */
final class VideoFields {
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
        JsonBytes.text(json, "title", JsonBytes.cut(known.title(), maxLength));
        if (!known.metadata().isEmpty() && length(known) <= maxLength) {
            MomentDocument.writeMap(json, "metadata", known.metadata());
        }
    }

    static void problem(JsonGenerator json, Problem problem, int maxDetail) throws IOException {
        json.writeStringField("stage", problem.stage());
        json.writeStringField("reason", problem.reason());
        json.writeStringField("detail", JsonBytes.cut(problem.detail(), maxDetail));
    }

    private static long length(VideoDescription description) {
        return description.metadata().entrySet().stream()
                .mapToLong(e -> (long) e.getKey().length() + String.valueOf(e.getValue()).length())
                .sum();
    }
}
