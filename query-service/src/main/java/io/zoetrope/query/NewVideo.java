package io.zoetrope.query;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The body of {@code POST /v1/videos}: the data of an arrival, without the tenant, which the
 * request has. It is held to what the job takes of an arrival: what the job puts aside unread never
 * becomes a video, and the answer's id would lead nowhere.
 *
 * @param limitSeconds index only this much from the start, 0.001 to 864,000
 * @param segmentSeconds segment length to aim at, 1 to 60
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
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
    private static final int MAX_URI = 2_048;
    private static final int MAX_TEXT = 1_000;
    private static final int MAX_NAME = 256;
    private static final int MAX_METADATA = 64;
    private static final double LEAST_LIMIT_SECONDS = 0.001;
    private static final double MAX_LIMIT_SECONDS = 864_000;
    private static final double LEAST_SEGMENT_SECONDS = 1;
    private static final double MAX_SEGMENT_SECONDS = 60;

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
                    "video_id holds 1 to 64 letters, digits, '_' or '-', no sign first",
                    "video_id");
        }
        checkText("collection", collection, MAX_NAME);
        checkText("title", title, MAX_TEXT);
        if (metadata != null) {
            checkMetadata();
        }
        checkSeconds("limit_seconds", limitSeconds, LEAST_LIMIT_SECONDS, MAX_LIMIT_SECONDS);
        checkSeconds("segment_seconds", segmentSeconds, LEAST_SEGMENT_SECONDS, MAX_SEGMENT_SECONDS);
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
                    checkText("metadata", key, MAX_NAME);
                    checkText("metadata." + key, value, MAX_TEXT);
                });
    }

    private static void checkUri(String field, String uri) {
        if (uri == null || uri.isBlank() || uri.length() > MAX_URI) {
            throw ApiError.invalid(
                    field + " is needed, with at most " + MAX_URI + " characters", field);
        }
        URI parsed = parsed(field, uri);
        if (parsed.getScheme() == null || !SCHEMES.contains(parsed.getScheme())) {
            throw ApiError.invalid(field + " starts with file:, http:, https:, s3: or s3a:", field);
        }
        if (parsed.getRawAuthority() != null && parsed.getRawAuthority().contains("@")) {
            throw ApiError.invalid(
                    field + " holds user information; credentials are configured", field);
        }
    }

    private static URI parsed(String field, String uri) {
        try {
            return new URI(uri);
        } catch (URISyntaxException e) {
            throw ApiError.invalid(field + " is not a valid uri", field);
        }
    }

    private static void checkText(String field, String text, int most) {
        if (text == null) {
            return;
        }
        if (text.length() > most) {
            throw ApiError.invalid(field + " has more than " + most + " characters", field);
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw ApiError.invalid(field + " holds a control character", field);
        }
    }

    private static void checkSeconds(String field, Double seconds, double least, double most) {
        if (seconds != null && !(seconds >= least && seconds <= most)) {
            throw ApiError.invalid(
                    "%s is from %s to %s seconds".formatted(field, least, most), field);
        }
    }

    NewVideo withId(String id) {
        return new NewVideo(
                uri, id, collection, title, metadata, limitSeconds, segmentSeconds, captionsUri);
    }
}
