package io.zoetrope.query.question;

import io.zoetrope.domain.ArrivalLimits;
import io.zoetrope.domain.PlainText;
import io.zoetrope.query.http.ApiError;
import java.util.ArrayList;
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
     * A search by words.
     *
     * @throws ApiError 400 for what is wrong, 501 for what is not there yet
     */
    public static MomentQuery ofText(SearchRequest request) {
        SearchRequest.Query query = request.query();
        if (query == null) {
            throw ApiError.invalid("a search needs a query, clauses or an image", "query");
        }
        return checked(
                request,
                text(query.text(), query.imageUrl(), query.objectId(), query.momentId(), "query"));
    }

    /** A search whose vector comes from elsewhere: the body's own query must be absent. */
    public static MomentQuery ofVector(SearchRequest request) {
        return checked(request, null);
    }

    /**
     * A search by a picture, which only how moments look can answer.
     *
     * @throws ApiError 400 for what is wrong, 501 if it asks for other modalities alone
     */
    public static MomentQuery ofPicture(SearchRequest request) {
        MomentQuery query = ofVector(request);
        List<String> modalities = searched(request.modalities());
        if (!modalities.contains(Modality.VISUAL)) {
            throw ApiError.notAvailable("a picture is searched for by looks alone");
        }
        return modalities.contains(Modality.OBJECT)
                ? query.without(new Degraded(Modality.OBJECT, "needs_words"))
                : query;
    }

    private static MomentQuery checked(SearchRequest request, String text) {
        checkOperator(request);
        SearchRequest.Filter filter =
                request.filter() == null ? SearchRequest.Filter.NONE : request.filter();
        checkFilter(filter);
        searched(request.modalities());
        return new MomentQuery(
                text,
                filter,
                byVideo(request.groupBy()),
                limit(request.limit()),
                minScore(request.minScore(), "min_score"),
                leftOut(request.modalities(), filter));
    }

    static String text(SearchRequest.Clause clause, String field) {
        return text(clause.text(), clause.imageUrl(), clause.objectId(), clause.momentId(), field);
    }

    private static String text(
            String text, String imageUrl, String objectId, String momentId, String field) {
        if (imageUrl != null) {
            throw ApiError.invalid(
                    "image_url is not fetched; send the picture itself as multipart part 'image'",
                    field + ".image_url");
        }
        if (objectId != null || momentId != null) {
            throw ApiError.notAvailable("searching by object_id or moment_id is not available yet");
        }
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

    private static List<Degraded> leftOut(List<String> modalities, SearchRequest.Filter filter) {
        List<Degraded> leftOut = new ArrayList<>(modalities(modalities));
        if (!filter.label().isEmpty()) {
            // The field is there and searched; that nobody can label yet is not "found nothing".
            leftOut.add(new Degraded("labels", "not_available"));
        }
        return leftOut;
    }

    private static List<Degraded> modalities(List<String> modalities) {
        return checked(modalities).stream()
                .filter(modality -> !Modality.SEARCHED.contains(modality))
                .map(modality -> new Degraded(modality, "not_available"))
                .toList();
    }

    /**
     * Those of the modalities asked that are searched.
     *
     * @throws ApiError 501 if there are none
     */
    static List<String> searched(List<String> modalities) {
        List<String> searched =
                checked(modalities).stream().filter(Modality.SEARCHED::contains).toList();
        if (searched.isEmpty()) {
            throw ApiError.notAvailable("only visual and object are available yet");
        }
        return searched;
    }

    private static List<String> checked(List<String> modalities) {
        if (modalities == null || modalities.isEmpty()) {
            return List.of(Modality.VISUAL);
        }
        if (modalities.stream().anyMatch(m -> m == null || !Modality.ALL.contains(m))) {
            throw ApiError.invalid(
                    "modalities are visual, audio, dialogue, text, object", "modalities");
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
