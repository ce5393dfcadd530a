package io.zoetrope.query.question;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * The body of {@code POST /v1/search} as it comes; {@link SearchRules} says what is accepted.
 *
 * @param operator how several clauses are combined
 * @param withinMs for {@code and} and {@code then}
 * @param groupBy {@code moment} or {@code video}
 * @param minScore in [0,1]
 */
public record SearchRequest(
        Query query,
        List<Clause> clauses,
        List<Clause> mustNot,
        List<String> modalities,
        String operator,
        Long withinMs,
        Filter filter,
        String groupBy,
        Integer limit,
        Double minScore) {

    /** The same search by another text; null for none. */
    public SearchRequest withText(String text) {
        Query by = text == null ? null : Query.of(text);
        return new SearchRequest(
                by, null, null, modalities, operator, withinMs, filter, groupBy, limit, minScore);
    }

    /** What is looked for; exactly one is given. */
    public record Query(
            String text,
            @JsonProperty("class") String clazz,
            String objectId,
            String momentId,
            String imageUrl) {
        /** Whether it asks by words and by nothing else. */
        boolean isWords() {
            return clazz == null && objectId == null && momentId == null && imageUrl == null;
        }

        /** By words. */
        public static Query of(String text) {
            return new Query(text, null, null, null, null);
        }
    }

    /**
     * One of several things that are looked for, or that must not be there; one is given, or none
     * and a multipart part is named as it.
     */
    public record Clause(
            String name,
            String text,
            @JsonProperty("class") String clazz,
            String objectId,
            String momentId,
            String imageUrl,
            List<String> modalities,
            Double weight,
            Double minScore) {
        /** One that looks for what was sent as the part of its name. */
        static Clause named(String name) {
            return new Clause(name, null, null, null, null, null, null, null, null);
        }
    }

    /** What a moment must fulfil, all of it; a list means any of its values. */
    public record Filter(
            List<String> collection,
            List<String> videoId,
            List<String> label,
            @JsonProperty("class") List<String> clazz,
            Range startMs,
            Map<String, String> metadata) {

        public static final Filter NONE = new Filter(null, null, null, null, null, null);

        public Filter {
            collection = orEmpty(collection);
            videoId = orEmpty(videoId);
            label = orEmpty(label);
            clazz = orEmpty(clazz);
            metadata = metadata == null ? Map.of() : metadata;
        }

        private static List<String> orEmpty(List<String> values) {
            return values == null ? List.of() : values;
        }
    }

    /** Milliseconds of media time, both ends included; null for an open end. */
    public record Range(Long gte, Long lte) {}
}
