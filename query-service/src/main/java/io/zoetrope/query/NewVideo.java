package io.zoetrope.query;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The body of {@code POST /v1/videos}: the data of an arrival, without the tenant, which the
 * request has.
 *
 * @param limitSeconds index only this much from the start
 * @param segmentSeconds segment length to aim at
 */
record NewVideo(
        String uri,
        String videoId,
        String collection,
        String title,
        Map<String, String> metadata,
        Double limitSeconds,
        Double segmentSeconds,
        String captionsUri) {

    private static final Set<String> SCHEMES = Set.of("file", "http", "https", "s3", "s3a");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");
    private static final int MAX_URI = 2_048;
    private static final int MAX_TEXT = 1_000;
    private static final int MAX_METADATA = 100;

    /**
     * @throws ApiError 400 naming the field
     */
    NewVideo checked() {
        checkUri("uri", uri);
        if (captionsUri != null) {
            checkUri("captions_uri", captionsUri);
        }
        if (videoId != null && !ID.matcher(videoId).matches()) {
            throw ApiError.invalid(
                    "video_id holds 1 to 128 letters, digits, '_' or '-'", "video_id");
        }
        checkText("collection", collection);
        checkText("title", title);
        if (metadata != null) {
            checkMetadata();
        }
        checkSeconds("limit_seconds", limitSeconds);
        checkSeconds("segment_seconds", segmentSeconds);
        return this;
    }

    private void checkMetadata() {
        if (metadata.size() > MAX_METADATA) {
            throw ApiError.invalid("metadata has at most " + MAX_METADATA + " keys", "metadata");
        }
        metadata.forEach(
                (key, value) -> {
                    if (value == null) {
                        throw ApiError.invalid("metadata values are strings", "metadata." + key);
                    }
                    checkText("metadata", key);
                    checkText("metadata." + key, value);
                });
    }

    private static void checkUri(String field, String uri) {
        if (uri == null || uri.isBlank() || uri.length() > MAX_URI) {
            throw ApiError.invalid(
                    field + " is needed, with at most " + MAX_URI + " characters", field);
        }
        try {
            String scheme = new URI(uri).getScheme();
            if (scheme != null && SCHEMES.contains(scheme)) {
                return;
            }
        } catch (URISyntaxException e) {
            throw ApiError.invalid(field + " is not a valid uri", field);
        }
        throw ApiError.invalid(field + " starts with file:, http:, https:, s3: or s3a:", field);
    }

    private static void checkText(String field, String text) {
        if (text != null && text.length() > MAX_TEXT) {
            throw ApiError.invalid(field + " has more than " + MAX_TEXT + " characters", field);
        }
    }

    private static void checkSeconds(String field, Double seconds) {
        if (seconds != null && !(seconds > 0 && seconds <= 1e7)) {
            throw ApiError.invalid(field + " is a positive number of seconds", field);
        }
    }

    NewVideo withId(String id) {
        return new NewVideo(
                uri, id, collection, title, metadata, limitSeconds, segmentSeconds, captionsUri);
    }
}
