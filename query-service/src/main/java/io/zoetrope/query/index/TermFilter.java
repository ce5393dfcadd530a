package io.zoetrope.query.index;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.question.SearchRequest;
import java.util.List;

/** A conjunction of exact conditions, without scoring. */
public final class TermFilter {
    private final ArrayNode clauses = Json.MAPPER.createArrayNode();
    private final ArrayNode excluded = Json.MAPPER.createArrayNode();

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
