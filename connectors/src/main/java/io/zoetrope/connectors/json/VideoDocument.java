package io.zoetrope.connectors.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.MediaInfo;
import io.zoetrope.domain.VideoStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A {@link VideoStatus} as the {@code videos} index and the {@code video.status} topic keep it.
 * Fields that are not known are left out.
 */
public final class VideoDocument {
    /** Titles, metadata and details are bounded so that a status always fits a Kafka message. */
    private static final int MAX_DESCRIPTION = 32 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_DETAIL = 4096;

    private VideoDocument() {}

    /**
     * @return one UTF-8 JSON object without line breaks
     */
    public static byte[] encode(VideoStatus status) {
        return JsonBytes.object(1024, json -> write(json, status));
    }

    /** The same document without its title and metadata, for when it would be too large. */
    public static byte[] withoutDescription(byte[] document) {
        try {
            ObjectNode fields = (ObjectNode) JSON.readTree(document);
            fields.remove(List.of("title", "metadata"));
            return JSON.writeValueAsBytes(fields);
        } catch (IOException e) {
            throw new UncheckedIOException("what was encoded here is an object", e);
        }
    }

    private static void write(JsonGenerator json, VideoStatus status) throws IOException {
        VideoFields.identity(json, status.video());
        JsonBytes.text(json, "version", status.video().version());
        json.writeNumberField("generation", status.generation());
        VideoFields.description(json, status.description(), MAX_DESCRIPTION);
        json.writeStringField("status", status.state().wireName());
        if (status.media() != null) {
            writeMedia(json, status.media());
        }
        json.writeNumberField("segments_done", status.segmentsDone());
        json.writeNumberField("segments_total", status.segmentsTotal());
        json.writeNumberField("moments", status.moments());
        if (status.queuePosition() > 0) {
            json.writeNumberField("queue_position", status.queuePosition());
        }
        if (status.error() != null) {
            json.writeObjectFieldStart("error");
            VideoFields.problem(json, status.error(), MAX_DETAIL);
            json.writeEndObject();
        }
        JsonBytes.time(json, "arrived_at", status.arrivedMs());
        JsonBytes.time(json, "updated_at", status.updatedMs());
        JsonBytes.time(json, "searchable_at", status.searchableMs());
    }

    private static void writeMedia(JsonGenerator json, MediaInfo media) throws IOException {
        json.writeNumberField("duration_ms", media.durationUs() / 1000);
        json.writeNumberField("width", media.width());
        json.writeNumberField("height", media.height());
        if (media.frameRate() != null) {
            json.writeNumberField("frame_rate", media.frameRate().value());
        }
        json.writeNumberField("rotation", media.rotationDegrees());
        JsonBytes.text(json, "container", media.container());
        JsonBytes.text(json, "video_codec", media.videoCodec());
        JsonBytes.text(json, "audio_codec", media.audioCodec());
        json.writeNumberField("size_bytes", media.sizeBytes());
    }

    /** Whether a video in this state has moments that can be found. */
    public static boolean isSearchable(IndexingState state) {
        return state == IndexingState.READY || state == IndexingState.PARTIAL;
    }
}
