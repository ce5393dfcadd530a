package io.zoetrope.domain.index;

import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.status.VideoStage;

/**
 * Fields of a document of {@code videos}, and of a message of {@code video.status}, which is the
 * same; {@link IndexMappings#videos} says what each holds.
 */
public final class VideoFields {
    public static final String VIDEO_ID = "video_id";
    public static final String TENANT = "tenant";
    public static final String COLLECTION = "collection";
    public static final String URI = "uri";
    public static final String TITLE = "title";
    public static final String VERSION = "version";
    public static final String GENERATION = "generation";
    public static final String METADATA = "metadata";

    /** See {@link IndexingState#wireName}. */
    public static final String STATUS = "status";

    public static final String DURATION_MS = "duration_ms";
    public static final String WIDTH = "width";
    public static final String HEIGHT = "height";
    public static final String FRAME_RATE = "frame_rate";
    public static final String ROTATION = "rotation";
    public static final String CONTAINER = "container";
    public static final String VIDEO_CODEC = "video_codec";
    public static final String AUDIO_CODEC = "audio_codec";

    /** FFmpeg's names of subtitle tracks that are not read; left out if there are none. */
    public static final String UNREAD_SUBTITLES = "unread_subtitles";

    public static final String SIZE_BYTES = "size_bytes";
    public static final String SEGMENTS_DONE = "segments_done";
    public static final String SEGMENTS_TOTAL = "segments_total";
    public static final String MOMENTS = "moments";
    public static final String SHOTS = "shots";
    public static final String OBJECTS = "objects";
    public static final String SOUNDS = "sounds";
    public static final String LINES = "lines";
    public static final String TEXTS = "texts";
    public static final String QUEUE_POSITION = "queue_position";

    /** Seconds of the video for each second of work; left out until a segment is done. */
    public static final String REAL_TIME_FACTOR = "real_time_factor";

    /** As {@link #ERROR}: the newest problem that was met, whatever becomes of the video. */
    public static final String LAST_ERROR = "last_error";

    /** An object of {@link #STAGE}, {@link #REASON} and {@link #DETAIL}. */
    public static final String ERROR = "error";

    public static final String ARRIVED_AT = "arrived_at";
    public static final String UPDATED_AT = "updated_at";
    public static final String SEARCHABLE_AT = "searchable_at";
    public static final String PLAYABLE_AT = "playable_at";
    public static final String COMPLETE_AT = "complete_at";
    public static final String PLAYBACK_ERROR = "playback_error";

    /** A list of objects of {@link RenditionFields}; left out until it can be played. */
    public static final String RENDITIONS = "renditions";

    /**
     * See {@link VideoStage#wireName}; within {@link #ERROR}, and of a dead letter: {@link Stage}.
     */
    public static final String STAGE = "stage";

    /** Within {@link #ERROR}, and of a dead letter. */
    public static final String REASON = "reason";

    /** Within {@link #ERROR}, and of a dead letter. */
    public static final String DETAIL = "detail";

    private VideoFields() {}

    /** That tells how many of a kind were found. */
    public static String count(FindingKind kind) {
        return switch (kind) {
            case MOMENT -> MOMENTS;
            case SHOT -> SHOTS;
            case OBJECT -> OBJECTS;
            case SOUND -> SOUNDS;
            case LINE -> LINES;
            case TEXT -> TEXTS;
        };
    }
}
