package io.zoetrope.query.question;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.zoetrope.domain.PlainText;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The body of {@code POST /v1/search} as it comes; {@link SearchRules} says what is accepted.
 *
 * @param operator how several clauses are combined
 * @param withinMs for {@code and} and {@code then}
 * @param groupBy {@code moment} or {@code video}
 * @param minScore in [0,1]
 * @param diversify in [0,1]: 0 for the best whatever they are, 1 for what differs most
 * @param weights of modalities, above 0; of those that are not named 1
 * @param calibration by modality, what its likelihoods are worth
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
        Double minScore,
        Double diversify,
        Map<String, Double> weights,
        Map<String, Calibration.Curve> calibration) {

    SearchRequest asking(Query other) {
        return new SearchRequest(
                other,
                clauses,
                mustNot,
                modalities,
                operator,
                withinMs,
                filter,
                groupBy,
                limit,
                minScore,
                diversify,
                weights,
                calibration);
    }

    /**
     * What is looked for; exactly one is given.
     *
     * @param not beside a text, what is not wanted
     */
    public record Query(
            String text,
            String not,
            @JsonProperty("class") String clazz,
            String label,
            String objectId,
            String momentId,
            String imageUrl) {
        /** Whether it asks by words and by nothing else. */
        boolean isWords() {
            return clazz == null
                    && label == null
                    && objectId == null
                    && momentId == null
                    && imageUrl == null;
        }

        Query withText(String other) {
            return new Query(other, not, clazz, label, objectId, momentId, imageUrl);
        }

        /** By words. */
        public static Query of(String text) {
            return new Query(text, null, null, null, null, null, null);
        }
    }

    /**
     * One of several things that are looked for, or that must not be there; one is given, or none
     * and a multipart part is named as it.
     *
     * @param not beside a text, what is not wanted
     */
    public record Clause(
            String name,
            String text,
            String not,
            @JsonProperty("class") String clazz,
            String label,
            String objectId,
            String momentId,
            String imageUrl,
            List<String> modalities,
            Double weight,
            Double minScore) {
        /** One that looks for what was sent as the part of its name. */
        static Clause named(String name) {
            return new Clause(name, null, null, null, null, null, null, null, null, null, null);
        }
    }

    /**
     * What must hold for what is found, all of it; a list means any of its values.
     *
     * @param language in which something is said, as BCP 47 writes it
     * @param speaker who says it
     * @param region of the displayed frame, {@code [x0,y0,x1,y1]} in [0,1]: where the middle of an
     *     object, where it is seen best, or of a text lies
     * @param startMs where it begins, media time
     * @param endMs where it ends, media time; with {@code startMs} what overlaps a stretch
     * @param recordedAt when the video was recorded, as its metadata say
     */
    public record Filter(
            List<String> collection,
            List<String> videoId,
            List<String> label,
            @JsonProperty("class") List<String> clazz,
            List<String> language,
            List<String> speaker,
            List<Double> region,
            Range startMs,
            Range endMs,
            Period recordedAt,
            Map<String, String> metadata) {

        public static final Filter NONE =
                new Filter(null, null, null, null, null, null, null, null, null, null, null);

        public Filter {
            collection = orEmpty(collection);
            videoId = orEmpty(videoId);
            label = composed(label);
            clazz = orEmpty(clazz);
            language = orEmpty(language);
            speaker = composed(speaker);
            region = region == null ? List.of() : region;
            metadata = metadata == null ? Map.of() : composed(metadata);
        }

        private static List<String> composed(List<String> texts) {
            return orEmpty(texts).stream().map(Filter::composed).toList();
        }

        /** As they are indexed. */
        private static Map<String, String> composed(Map<String, String> metadata) {
            Map<String, String> composed = new LinkedHashMap<>();
            metadata.forEach((key, value) -> composed.put(composed(key), composed(value)));
            return composed;
        }

        /** What is not said is refused elsewhere. */
        private static String composed(String text) {
            return text == null ? null : PlainText.composed(text);
        }

        /** Whether it asks for what only a line that is said has. */
        public boolean asksForLines() {
            return !language.isEmpty() || !speaker.isEmpty();
        }

        /** Whether it asks for what is known of a video and stands in its moments alone. */
        public boolean asksForMetadata() {
            return !metadata.isEmpty() || recordedAt != null;
        }

        private static List<String> orEmpty(List<String> values) {
            return values == null ? List.of() : values;
        }
    }

    /** Milliseconds of media time, both ends included; null for an open end. */
    public record Range(Long gte, Long lte) {}

    /**
     * Instants as ISO 8601 writes them, both ends included, by the second; null for an open end.
     */
    public record Period(String gte, String lte) {
        /** Sorts before every instant of its second, whatever follows; null for an open end. */
        public String from() {
            return gte == null ? null : second(gte);
        }

        /** Sorts behind every instant of its second in UTC; null for an open end. */
        public String to() {
            return lte == null ? null : second(lte) + "Z";
        }

        private static String second(String instant) {
            String utc = FilterRules.instant(instant).truncatedTo(ChronoUnit.SECONDS).toString();
            return utc.substring(0, utc.length() - 1);
        }
    }
}
