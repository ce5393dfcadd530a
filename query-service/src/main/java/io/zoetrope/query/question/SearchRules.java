package io.zoetrope.query.question;

import io.zoetrope.domain.ArrivalLimits;
import io.zoetrope.domain.PlainText;
import io.zoetrope.query.http.ApiError;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Says which searches are accepted, and what the others are told. */
public final class SearchRules {
    static final int MAX_TEXT = 100_000;
    private static final int READ_TEXT = 4_000;
    public static final int MAX_FILTER_VALUES = 100;
    static final int MAX_FILTER_LENGTH = 512;

    private SearchRules() {}

    /**
     * A search of how moments look alone, by words.
     *
     * @throws ApiError 400 for what is wrong
     */
    public static MomentQuery ofText(SearchRequest request) {
        return rest(request).of(text(request.query().text(), "query"));
    }

    /**
     * What holds for a search whatever it looks for.
     *
     * @throws ApiError 400 for what is wrong
     */
    public static MomentQuery rest(SearchRequest request) {
        checkOperator(request);
        SearchRequest.Filter filter =
                request.filter() == null ? SearchRequest.Filter.NONE : request.filter();
        checkFilter(filter);
        return new MomentQuery(
                null,
                filter,
                byVideo(request.groupBy()),
                limit(request.limit()),
                minScore(request.minScore(), "min_score"),
                leftOut(filter));
    }

    static String text(String text, String field) {
        if (text == null || saysNothing(text)) {
            throw ApiError.invalid(field + ".text is empty", field + ".text");
        }
        if (text.length() > MAX_TEXT) {
            throw ApiError.invalid(
                    field + ".text has more than " + MAX_TEXT + " characters", field + ".text");
        }
        return cut(text.strip());
    }

    /**
     * Only spaces, also those that {@link String#isBlank} does not know, or marks without width.
     */
    private static boolean saysNothing(String text) {
        return text.codePoints()
                .allMatch(
                        c ->
                                Character.isWhitespace(c)
                                        || Character.isSpaceChar(c)
                                        || Character.isIdentifierIgnorable(c));
    }

    /** No encoder reads further, and a page token stays short enough for a url. */
    private static String cut(String text) {
        if (text.length() <= READ_TEXT) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, READ_TEXT / 2));
    }

    private static void checkOperator(SearchRequest request) {
        String operator = request.operator() == null ? "or" : request.operator();
        if (!Set.of("or", "and", "then").contains(operator)) {
            throw ApiError.invalid("operator is one of or, and, then", "operator");
        }
        if (request.withinMs() != null && request.withinMs() < 0) {
            throw ApiError.invalid("within_ms is not negative", "within_ms");
        }
    }

    private static boolean byVideo(String groupBy) {
        if (groupBy == null || "moment".equals(groupBy)) {
            return false;
        }
        if ("video".equals(groupBy)) {
            return true;
        }
        throw ApiError.invalid("group_by is moment or video", "group_by");
    }

    private static int limit(Integer limit) {
        return limit == null
                ? MomentQuery.DEFAULT_LIMIT
                : Math.max(1, Math.min(MomentQuery.MAX_LIMIT, limit));
    }

    static double minScore(Double minScore, String field) {
        if (minScore != null && !(minScore >= 0 && minScore <= 1)) {
            throw ApiError.invalid(field + " lies in [0,1]", field);
        }
        return minScore == null ? 0 : minScore;
    }

    /** The field is there and searched; that nobody can label yet is not "found nothing". */
    private static List<Degraded> leftOut(SearchRequest.Filter filter) {
        return filter.label().isEmpty()
                ? List.of()
                : List.of(new Degraded("labels", "not_available"));
    }

    /**
     * Those asked for; all, if none are named.
     *
     * @throws ApiError 400 if one is unknown
     */
    static List<String> modalities(List<String> modalities) {
        if (modalities == null || modalities.isEmpty()) {
            return Modality.ALL;
        }
        if (modalities.stream().anyMatch(m -> m == null || !Modality.ALL.contains(m))) {
            throw ApiError.invalid(
                    "modalities are " + String.join(", ", Modality.ALL), "modalities");
        }
        return modalities.stream().distinct().toList();
    }

    private static void checkFilter(SearchRequest.Filter filter) {
        checkValues("filter.collection", filter.collection());
        checkValues("filter.video_id", filter.videoId());
        checkValues("filter.label", filter.label());
        checkValues("filter.class", filter.clazz());
        checkValues("filter.metadata", List.copyOf(filter.metadata().keySet()));
        checkValues("filter.metadata", filter.metadata().values().stream().toList());
        filter.metadata().keySet().forEach(SearchRules::checkMetadataKey);
        SearchRequest.Range range = filter.startMs();
        if (range != null
                && Stream.of(range.gte(), range.lte()).anyMatch(end -> end != null && end < 0)) {
            throw ApiError.invalid("start_ms is not negative", "filter.start_ms");
        }
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
        if (values.size() > MAX_FILTER_VALUES) {
            throw ApiError.invalid("at most " + MAX_FILTER_VALUES + " values", field);
        }
        for (String value : values) {
            if (value == null || value.length() > MAX_FILTER_LENGTH) {
                throw ApiError.invalid(
                        "values are strings of at most " + MAX_FILTER_LENGTH + " characters",
                        field);
            }
        }
    }
}
