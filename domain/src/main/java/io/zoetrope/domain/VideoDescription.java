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
    public static final VideoDescription NONE = new VideoDescription("", Map.of(), "");

    public VideoDescription {
        title = title == null ? "" : title;
        metadata = metadata == null ? Map.of() : metadata;
        captionsUri = captionsUri == null ? "" : captionsUri;
    }
}
