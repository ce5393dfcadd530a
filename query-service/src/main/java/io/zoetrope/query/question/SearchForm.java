package io.zoetrope.query.question;

import io.javalin.http.Context;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Bodies;
import io.zoetrope.query.http.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Reads the form fields that stand beside a picture in a multipart search. */
public final class SearchForm {
    private static final Set<String> FIELDS =
            Set.of("text", "limit", "modalities", "filter", "group_by", "min_score");

    private SearchForm() {}

    /**
     * @throws ApiError 400 that names the field
     */
    public static SearchRequest read(Context ctx) {
        Bodies.onlyFields(ctx, FIELDS);
        String text = field(ctx, "text");
        String filter = field(ctx, "filter");
        return new SearchRequest(
                text == null ? null : SearchRequest.Query.of(text),
                null,
                null,
                modalities(field(ctx, "modalities")),
                null,
                null,
                filter == null ? null : Json.read(filter, SearchRequest.Filter.class),
                field(ctx, "group_by"),
                limit(field(ctx, "limit")),
                minScore(field(ctx, "min_score")));
    }

    /** A JSON list, or words parted by commas. */
    private static List<String> modalities(String field) {
        if (field == null) {
            return null;
        }
        return field.startsWith("[")
                ? List.of(Json.read(field, String[].class))
                : Arrays.stream(field.split(",")).map(String::strip).toList();
    }

    private static Integer limit(String field) {
        try {
            return field == null ? null : Integer.valueOf(field);
        } catch (NumberFormatException e) {
            throw ApiError.invalid("limit is a whole number", "limit");
        }
    }

    private static Double minScore(String field) {
        try {
            return field == null ? null : Double.valueOf(field);
        } catch (NumberFormatException e) {
            throw ApiError.invalid("min_score is a number", "min_score");
        }
    }

    private static String field(Context ctx, String name) {
        String value = ctx.formParam(name);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
