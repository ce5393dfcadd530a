package io.zoetrope.query.videos;

import io.zoetrope.domain.PlainText;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.domain.message.ArrivalFields;
import io.zoetrope.domain.message.ArrivalLimits;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.media.TenantUploads;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The body of {@code POST /v1/videos}: the data of an arrival, without the tenant, which the
 * request has. It is held to what the job takes of an arrival: what the job puts aside unread never
 * becomes a video, and the answer's id would lead nowhere.
 *
 * @param limitSeconds index only this much from the start, 0.001 to 864,000
 * @param segmentSeconds segment length to aim at, 1 to 60
 * @param analysers names of those of the job's that look at it; null or empty for all
 * @param playback false if it is not to be prepared for playback
 */
public record NewVideo(
        String uri,
        String videoId,
        String collection,
        String title,
        Map<String, String> metadata,
        Double limitSeconds,
        Double segmentSeconds,
        String captionsUri,
        List<String> analysers,
        Boolean playback) {

    private static final Set<String> SCHEMES = Set.of("file", "http", "https", "s3", "s3a");

    /**
     * @throws ApiError 400 naming the field
     */
    NewVideo checked() {
        checkUri(ArrivalFields.URI, uri);
        if (captionsUri != null) {
            checkUri(ArrivalFields.CAPTIONS_URI, captionsUri);
        }
        if (videoId != null && !VideoIds.isId(videoId)) {
            throw ApiError.invalid(
                    "video_id holds 1 to 64 letters, digits, '_' or '-', not starting with a sign",
                    ArrivalFields.VIDEO_ID);
        }
        checkText(ArrivalFields.COLLECTION, collection, ArrivalLimits.MAX_NAME_CHARS);
        checkText(ArrivalFields.TITLE, title, ArrivalLimits.MAX_TITLE_CHARS);
        if (metadata != null) {
            checkMetadata();
        }
        checkSeconds(
                ArrivalFields.LIMIT_SECONDS,
                limitSeconds,
                ArrivalLimits.MIN_LIMIT_SECONDS,
                ArrivalLimits.MAX_LIMIT_SECONDS);
        checkSeconds(
                ArrivalFields.SEGMENT_SECONDS,
                segmentSeconds,
                ArrivalLimits.MIN_SEGMENT_SECONDS,
                ArrivalLimits.MAX_SEGMENT_SECONDS);
        if (analysers != null) {
            checkAnalysers();
        }
        return this;
    }

    /**
     * Of a tenant; what it names was checked before.
     *
     * @throws ApiError 403 naming the field, if it may lead to what another tenant has uploaded
     */
    NewVideo of(String tenant, TenantUploads uploads) {
        refuseForeign(ArrivalFields.URI, uri, tenant, uploads);
        if (captionsUri != null) {
            refuseForeign(ArrivalFields.CAPTIONS_URI, captionsUri, tenant, uploads);
        }
        return this;
    }

    private static void refuseForeign(
            String field, String uri, String tenant, TenantUploads uploads) {
        if (uploads.isForeign(tenant, uri)) {
            throw new ApiError(
                    403,
                    "foreign_upload",
                    field
                            + " leads to uploads that are not your tenant's; name one of your own,"
                            + " or upload the file",
                    field);
        }
    }

    private void checkMetadata() {
        int most = ArrivalLimits.MAX_METADATA_ENTRIES;
        if (metadata.size() > most) {
            throw ApiError.invalid(
                    "metadata has at most " + most + " keys", ArrivalFields.METADATA);
        }
        metadata.forEach(
                (key, value) -> {
                    if (value == null) {
                        throw ApiError.invalid(
                                "metadata values are strings", ArrivalFields.METADATA + "." + key);
                    }
                    if (key.isBlank()) {
                        throw ApiError.invalid(
                                "metadata holds a value without a name", ArrivalFields.METADATA);
                    }
                    checkText(ArrivalFields.METADATA, key, ArrivalLimits.MAX_NAME_CHARS);
                    checkText(
                            ArrivalFields.METADATA + "." + key,
                            value,
                            ArrivalLimits.MAX_METADATA_VALUE_CHARS);
                });
        int chars =
                metadata.entrySet().stream()
                        .mapToInt(e -> e.getKey().length() + e.getValue().length())
                        .sum();
        if (chars > ArrivalLimits.MAX_METADATA_CHARS) {
            throw ApiError.invalid(
                    "metadata has more than " + ArrivalLimits.MAX_METADATA_CHARS + " characters",
                    ArrivalFields.METADATA);
        }
    }

    private void checkAnalysers() {
        String field = ArrivalFields.ANALYSERS;
        int most = ArrivalLimits.MAX_ANALYSERS;
        if (analysers.size() > most) {
            throw ApiError.invalid(field + " has at most " + most + " names", field);
        }
        for (String name : analysers) {
            if (name == null || name.isBlank()) {
                throw ApiError.invalid(field + " holds names", field);
            }
            checkText(field, name, ArrivalLimits.MAX_NAME_CHARS);
        }
    }

    private static void checkUri(String field, String uri) {
        int most = ArrivalLimits.MAX_URI_CHARS;
        if (uri == null || uri.isBlank() || uri.length() > most) {
            throw ApiError.invalid(
                    field + " is needed, with at most " + most + " characters", field);
        }
        checkText(field, uri, most);
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
        if (!PlainText.isPlain(text)) {
            throw ApiError.invalid(
                    field + " holds a control character or half of a surrogate pair", field);
        }
    }

    private static void checkSeconds(String field, Double seconds, double least, double most) {
        if (seconds != null && !(seconds >= least && seconds <= most)) {
            throw ApiError.invalid(
                    "%s is from %s to %s seconds".formatted(field, least, most), field);
        }
    }

    /**
     * Of a file that comes along; where it will lie is not known yet, see {@link #at}.
     *
     * @throws ApiError 400 naming the field
     */
    static NewVideo uploaded(String collection, String title, Map<String, String> metadata) {
        return new NewVideo(
                        "file:///", null, collection, title, metadata, null, null, null, null, null)
                .checked();
    }

    NewVideo at(String where) {
        return new NewVideo(
                where,
                videoId,
                collection,
                title,
                metadata,
                limitSeconds,
                segmentSeconds,
                captionsUri,
                analysers,
                playback);
    }

    NewVideo withId(String id) {
        return new NewVideo(
                uri,
                id,
                collection,
                title,
                metadata,
                limitSeconds,
                segmentSeconds,
                captionsUri,
                analysers,
                playback);
    }
}
