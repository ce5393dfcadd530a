package io.zoetrope.query.question;

import io.zoetrope.domain.PlainText;
import io.zoetrope.domain.message.ArrivalLimits;
import io.zoetrope.query.http.ApiError;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Says which filters are accepted, and what the others are told. */
final class FilterRules {
    private static final int CORNERS = 4;

    private FilterRules() {}

    /**
     * @throws ApiError 400 that names the field
     */
    static void check(SearchRequest.Filter filter) {
        checkValues("filter.collection", filter.collection());
        checkValues("filter.video_id", filter.videoId());
        checkValues("filter.label", filter.label());
        checkValues("filter.class", filter.clazz());
        checkValues("filter.language", filter.language());
        checkValues("filter.speaker", filter.speaker());
        checkValues("filter.metadata", List.copyOf(filter.metadata().keySet()));
        checkValues("filter.metadata", filter.metadata().values().stream().toList());
        filter.metadata().keySet().forEach(FilterRules::checkMetadataKey);
        checkRange(filter.startMs(), "start_ms");
        checkRange(filter.endMs(), "end_ms");
        checkRegion(filter.region());
        checkPeriod(filter.recordedAt());
    }

    private static void checkRange(SearchRequest.Range range, String name) {
        if (range != null
                && Stream.of(range.gte(), range.lte()).anyMatch(end -> end != null && end < 0)) {
            throw ApiError.invalid(name + " is not negative", "filter." + name);
        }
    }

    private static void checkRegion(List<Double> region) {
        if (region.isEmpty()) {
            return;
        }
        boolean inFrame =
                region.size() == CORNERS
                        && region.stream().allMatch(c -> c != null && c >= 0 && c <= 1);
        if (!inFrame || region.get(0) >= region.get(2) || region.get(1) >= region.get(3)) {
            throw ApiError.invalid(
                    "a region is [x0, y0, x1, y1] in [0,1] with x0 < x1 and y0 < y1",
                    "filter.region");
        }
    }

    private static void checkPeriod(SearchRequest.Period period) {
        if (period == null) {
            return;
        }
        for (String end : Arrays.asList(period.gte(), period.lte())) {
            try {
                if (end != null) {
                    instant(end);
                }
            } catch (DateTimeException e) {
                throw ApiError.invalid(
                        "recorded_at is a time as 2026-01-31T12:00:00Z", "filter.recorded_at");
            }
        }
    }

    /**
     * @throws DateTimeException if it is none, or its year has not four digits
     */
    static Instant instant(String text) {
        Instant instant = OffsetDateTime.parse(text).toInstant();
        if (instant.toString().length() > "2026-01-31T12:00:00.123456789Z".length()
                || !Character.isDigit(instant.toString().charAt(0))) {
            throw new DateTimeException("a year has four digits");
        }
        return instant;
    }

    /** Any that an arrival may have; a field's name cannot hold a pattern. */
    private static void checkMetadataKey(String key) {
        if (key.isBlank()
                || key.length() > ArrivalLimits.MAX_NAME_CHARS
                || key.indexOf('*') >= 0
                || !PlainText.isPlain(key)) {
            throw ApiError.invalid(
                    "metadata keys are plain text of at most "
                            + ArrivalLimits.MAX_NAME_CHARS
                            + " characters, without '*'",
                    "filter.metadata");
        }
    }

    private static void checkValues(String field, List<String> values) {
        if (values.size() > SearchRules.MAX_FILTER_VALUES) {
            throw ApiError.invalid("at most " + SearchRules.MAX_FILTER_VALUES + " values", field);
        }
        for (String value : values) {
            if (value == null || value.length() > SearchRules.MAX_FILTER_LENGTH) {
                throw ApiError.invalid(
                        "values are strings of at most "
                                + SearchRules.MAX_FILTER_LENGTH
                                + " characters",
                        field);
            }
        }
    }
}
