package io.zoetrope.query.index;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.PlainText;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.question.Scope;
import io.zoetrope.query.question.SearchRequest;
import io.zoetrope.query.question.Words;
import java.util.Collection;
import java.util.List;

/** A conjunction of exact conditions, without scoring. */
public final class TermFilter {
    /** Two fields can be compared with a region only together. */
    private static final String MIDDLE_IN =
            "for (int i = 0; i < 2; i++) {"
                    + " def low = doc[params.box[i]]; def high = doc[params.box[i + 2]];"
                    + " if (low.size() == 0 || high.size() == 0) { return false; }"
                    + " double middle = (low.value + high.value) / 2;"
                    + " if (middle < params.region[i]) { return false; }"
                    + " double end = params.region[i + 2];"
                    + " if (middle > end || (middle == end && end < 1)) { return false; } }"
                    + " return true;";

    /**
     * Each is a condition in each language, of which a query may have 1,024; a phrase is one in
     * each, however long it is.
     */
    private static final int MOST_WORDS = 8;

    private final ArrayNode clauses;
    private final ArrayNode excluded;

    private TermFilter(ArrayNode clauses, ArrayNode excluded) {
        this.clauses = clauses;
        this.excluded = excluded;
    }

    public TermFilter() {
        this(Json.MAPPER.createArrayNode(), Json.MAPPER.createArrayNode());
    }

    /** The same conditions, to which others are added apart from this. */
    public TermFilter copy() {
        return new TermFilter(clauses.deepCopy(), excluded.deepCopy());
    }

    public TermFilter term(String field, String value) {
        clauses.addObject().putObject("term").put(field, value);
        return this;
    }

    public TermFilter not(String field, String value) {
        excluded.addObject().putObject("term").put(field, value);
        return this;
    }

    public TermFilter notAnyOf(String field, List<String> values) {
        if (!values.isEmpty()) {
            values.forEach(excluded.addObject().putObject("terms").putArray(field)::add);
        }
        return this;
    }

    /** No condition if there are no values. */
    public TermFilter anyOf(String field, List<String> values) {
        if (!values.isEmpty()) {
            values.forEach(clauses.addObject().putObject("terms").putArray(field)::add);
        }
        return this;
    }

    /** Nothing fulfils it if there are no values. */
    public TermFilter amongst(String field, List<String> values) {
        values.forEach(clauses.addObject().putObject("terms").putArray(field)::add);
        return this;
    }

    /**
     * What has nothing of these words, in any form and any language that is indexed: in any order,
     * if they are few, else as they follow each other.
     */
    public TermFilter notSaying(String field, List<String> phrases) {
        int words = 0;
        for (String phrase : phrases) {
            int more = Words.terms(phrase);
            boolean few = words + more <= MOST_WORDS;
            words += few ? more : 0;
            ObjectNode match = excluded.addObject().putObject("multi_match");
            match.put("query", PlainText.composed(phrase));
            match.put(few ? "operator" : "type", few ? "and" : "phrase");
            match.putArray("fields").add(field).add(field + ".*");
        }
        return this;
    }

    /** One of the conditions must not hold. */
    public TermFilter without(ArrayNode conditions) {
        excluded.addAll(conditions);
        return this;
    }

    /**
     * @param box fields of left, top, right and bottom
     * @param region {@code [x0,y0,x1,y1]}, its right and bottom excluded unless they are those of
     *     the frame
     */
    public TermFilter middleIn(List<String> box, List<Double> region) {
        ObjectNode script = clauses.addObject().putObject("script").putObject("script");
        ObjectNode values = script.put("source", MIDDLE_IN).putObject("params");
        box.forEach(values.putArray("box")::add);
        region.forEach(values.putArray("region")::add);
        return this;
    }

    /** Of metadata, whose values are words: as these sort. */
    public TermFilter range(String field, SearchRequest.Period period) {
        ObjectNode bounds = clauses.addObject().putObject("range").putObject(field);
        bounds.put("gte", period.gte() == null ? "" : period.from());
        if (period.lte() != null) {
            bounds.put("lte", period.to());
        }
        return this;
    }

    /**
     * One field has one of some values, or another one of others: nothing if there are no values at
     * all.
     */
    public TermFilter eitherOf(
            String field,
            Collection<String> values,
            List<String> otherFields,
            Collection<String> others) {
        ArrayNode either = clauses.addObject().putObject("bool").putArray("should");
        values.forEach(either.addObject().putObject("terms").putArray(field)::add);
        for (String other : otherFields) {
            others.forEach(either.addObject().putObject("terms").putArray(other)::add);
        }
        return this;
    }

    public TermFilter range(String field, SearchRequest.Range range) {
        ObjectNode bounds = clauses.addObject().putObject("range").putObject(field);
        if (range.gte() != null) {
            bounds.put("gte", range.gte());
        }
        if (range.lte() != null) {
            bounds.put("lte", range.lte());
        }
        return this;
    }

    /**
     * What has some time in common with one of these; no condition if there are none.
     *
     * @param start field of its start
     * @param end field of its end, excluded
     */
    public TermFilter overlapping(
            String video, String start, String end, List<Scope.Stretch> stretches) {
        if (stretches.isEmpty()) {
            return this;
        }
        ArrayNode any = clauses.addObject().putObject("bool").putArray("should");
        for (Scope.Stretch stretch : stretches) {
            ArrayNode all = any.addObject().putObject("bool").putArray("filter");
            all.addObject().putObject("term").put(video, stretch.videoId());
            all.addObject().putObject("range").putObject(start).put("lt", stretch.endMs());
            all.addObject().putObject("range").putObject(end).put("gt", stretch.startMs());
        }
        return this;
    }

    public ObjectNode toQuery() {
        ObjectNode query = Json.MAPPER.createObjectNode();
        ObjectNode bool = query.putObject("bool");
        bool.set("filter", clauses);
        if (!excluded.isEmpty()) {
            bool.set("must_not", excluded);
        }
        return query;
    }
}
