package io.zoetrope.connectors.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.MediaInfo;
import io.zoetrope.domain.Playback;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.index.RenditionFields;
import io.zoetrope.domain.index.VideoFields;
import io.zoetrope.domain.status.VideoProgress;
import io.zoetrope.domain.status.VideoStatus;
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
            fields.remove(List.of(VideoFields.TITLE, VideoFields.METADATA));
            return JSON.writeValueAsBytes(fields);
        } catch (IOException e) {
            throw new UncheckedIOException("what was encoded here is an object", e);
        }
    }

    private static void write(JsonGenerator json, VideoStatus status) throws IOException {
        SharedFields.identity(json, status.video());
        JsonBytes.text(json, VideoFields.VERSION, status.video().version());
        json.writeNumberField(VideoFields.GENERATION, status.generation());
        SharedFields.description(json, status.description(), MAX_DESCRIPTION);
        json.writeStringField(VideoFields.STATUS, status.state().wireName());
        if (status.media() != null) {
            writeMedia(json, status.media());
        }
        json.writeNumberField(VideoFields.SEGMENTS_DONE, status.segmentsDone());
        json.writeNumberField(VideoFields.SEGMENTS_TOTAL, status.segmentsTotal());
        for (FindingKind kind : FindingKind.values()) {
            json.writeNumberField(VideoFields.count(kind), status.found().of(kind));
        }
        writeProgress(json, status.progress());
        writeProblem(json, VideoFields.ERROR, status.error());
        JsonBytes.time(json, VideoFields.ARRIVED_AT, status.arrivedMs());
        JsonBytes.time(json, VideoFields.UPDATED_AT, status.updatedMs());
        JsonBytes.time(json, VideoFields.SEARCHABLE_AT, status.searchableMs());
        JsonBytes.time(json, VideoFields.PLAYABLE_AT, status.playback().playableMs());
        JsonBytes.time(json, VideoFields.COMPLETE_AT, status.playback().completeMs());
        writeProblem(json, VideoFields.PLAYBACK_ERROR, status.playback().problem());
        writeRenditions(json, status.playback().renditions());
    }

    private static void writeRenditions(JsonGenerator json, List<Playback.Rendition> renditions)
            throws IOException {
        if (renditions.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart(VideoFields.RENDITIONS);
        for (Playback.Rendition rendition : renditions) {
            json.writeStartObject();
            json.writeStringField(RenditionFields.NAME, rendition.name());
            json.writeNumberField(RenditionFields.WIDTH, rendition.width());
            json.writeNumberField(RenditionFields.HEIGHT, rendition.height());
            json.writeStringField(RenditionFields.CODECS, rendition.codecs());
            json.writeNumberField(RenditionFields.BANDWIDTH, rendition.bandwidth());
            json.writeNumberField(RenditionFields.AVERAGE_BANDWIDTH, rendition.averageBandwidth());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeProgress(JsonGenerator json, VideoProgress progress)
            throws IOException {
        json.writeStringField(VideoFields.STAGE, progress.stage().wireName());
        if (progress.queuePosition() > 0) {
            json.writeNumberField(VideoFields.QUEUE_POSITION, progress.queuePosition());
        }
        if (progress.realTimeFactor() > 0) {
            json.writeNumberField(VideoFields.REAL_TIME_FACTOR, progress.realTimeFactor());
        }
        writeProblem(json, VideoFields.LAST_ERROR, progress.lastProblem());
    }

    private static void writeProblem(JsonGenerator json, String field, Problem problem)
            throws IOException {
        if (problem != null) {
            json.writeObjectFieldStart(field);
            SharedFields.problem(json, problem, MAX_DETAIL);
            json.writeEndObject();
        }
    }

    private static void writeMedia(JsonGenerator json, MediaInfo media) throws IOException {
        json.writeNumberField(VideoFields.DURATION_MS, media.durationUs() / 1000);
        json.writeNumberField(VideoFields.WIDTH, media.width());
        json.writeNumberField(VideoFields.HEIGHT, media.height());
        if (media.frameRate() != null) {
            json.writeNumberField(VideoFields.FRAME_RATE, media.frameRate().value());
        }
        json.writeNumberField(VideoFields.ROTATION, media.rotationDegrees());
        JsonBytes.text(json, VideoFields.CONTAINER, media.container());
        JsonBytes.text(json, VideoFields.VIDEO_CODEC, media.videoCodec());
        JsonBytes.text(json, VideoFields.AUDIO_CODEC, media.audioCodec());
        if (!media.pictureSubtitles().isEmpty()) {
            List<String> codecs = List.of(media.pictureSubtitles().split(","));
            SharedFields.names(json, VideoFields.UNREAD_SUBTITLES, codecs);
        }
        json.writeNumberField(VideoFields.SIZE_BYTES, media.sizeBytes());
    }
}
