package io.zoetrope.query.question;

import io.zoetrope.query.http.ApiError;
import java.util.List;
import java.util.Set;

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
        SearchRequest.Query query = request.query();
        return rest(request).of(words(query.text(), query.not(), "query"));
    }

    /** The same, as far as anybody reads its text: a page token has to hold it. */
    public static SearchRequest shortened(SearchRequest request) {
        SearchRequest.Query query = request.query();
        if (query == null || query.text() == null || query.text().length() > MAX_TEXT) {
            return request;
        }
        return request.asking(query.withText(cut(query.text().strip())));
    }

    /**
     * What holds for a search whatever it looks for.
     *
     * @throws ApiError 400 for what is wrong
     */
    public static MomentQuery rest(SearchRequest request) {
        checkOperator(request);
        SourceWeights.of(request.weights());
        Calibration.of(request.calibration());
        SearchRequest.Filter filter =
                request.filter() == null ? SearchRequest.Filter.NONE : request.filter();
        FilterRules.check(filter);
        return new MomentQuery(
                null,
                filter,
                byVideo(request.groupBy()),
                limit(request.limit()),
                minScore(request.minScore(), "min_score"),
                diversify(request.diversify()));
    }

    private static double diversify(Double diversify) {
        if (diversify != null && !(diversify >= 0 && diversify <= 1)) {
            throw ApiError.invalid("diversify lies in [0,1]", "diversify");
        }
        return diversify == null ? 0 : diversify;
    }

    /**
     * @param not what else is not wanted; null for none
     * @param field that holds both
     */
    static Subject.Words words(String text, String not, String field) {
        String unwanted = not == null ? null : part(not, field + ".not");
        return Negation.of(text(text, field), unwanted);
    }

    static String text(String text, String field) {
        return part(text, field + ".text");
    }

    private static String part(String text, String field) {
        if (text == null || saysNothing(text)) {
            throw ApiError.invalid(field + " is empty", field);
        }
        if (text.length() > MAX_TEXT) {
            throw ApiError.invalid(field + " has more than " + MAX_TEXT + " characters", field);
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

    /**
     * As many results as a search has.
     *
     * @param limit as it was asked; null for none
     */
    public static int limit(Integer limit) {
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
}
