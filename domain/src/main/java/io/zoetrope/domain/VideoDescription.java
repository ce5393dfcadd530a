package io.zoetrope.domain;

import java.util.Map;

/**
 * What its owner says of a video.
 *
 * @param title shown to people; empty if none was given
 * @param metadata free keys and values, filterable in searches
 * @param captionsUri WebVTT or SRT beside the video, or empty
 */
public record VideoDescription(String title, Map<String, String> metadata, String captionsUri) {
    /**
     * Key of metadata that says when a video was recorded, as {@code 2026-01-31T12:00:00Z}: in UTC,
     * so that such words sort by time.
     */
    public static final String RECORDED_AT = "recorded_at";

    public static final VideoDescription NONE = new VideoDescription("", Map.of(), "");

    public VideoDescription {
        title = title == null ? "" : title;
        metadata = metadata == null ? Map.of() : metadata;
        captionsUri = captionsUri == null ? "" : captionsUri;
    }
}
