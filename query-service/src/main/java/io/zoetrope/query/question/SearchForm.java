package io.zoetrope.query.question;

import io.javalin.http.Context;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Bodies;
import io.zoetrope.query.http.Json;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the form fields that stand beside pictures, sounds and clips in a multipart search. */
public final class SearchForm {
    /** A part that holds a picture to search by, without clauses. */
    public static final String IMAGE = "image";

    /** As {@link #IMAGE}, a sound. */
    public static final String AUDIO = "audio";

    /** As {@link #IMAGE}, a short video. */
    public static final String VIDEO = "video";

    static final Set<String> MEDIA = Set.of(IMAGE, AUDIO, VIDEO);

    private static final Set<String> FIELDS =
            Set.of(
                    "text",
                    "clauses",
                    "must_not",
                    "operator",
                    "within_ms",
                    "limit",
                    "modalities",
                    "filter",
                    "group_by",
                    "min_score",
                    "not",
                    "diversify",
                    "weights",
                    "calibration");

    private static final class Weights extends HashMap<String, Double> {
        private static final long serialVersionUID = 1L;
    }

    private static final class Curves extends HashMap<String, Calibration.Curve> {
        private static final long serialVersionUID = 1L;
    }

    private SearchForm() {}

    /** Whether a part of this name says what is sent as it. */
    public static boolean names(String part) {
        return MEDIA.contains(part);
    }

    /**
     * @throws ApiError 400 that names the field
     */
    public static SearchRequest read(Context ctx) {
        Bodies.onlyFields(ctx, FIELDS);
        String text = field(ctx, "text");
        String filter = field(ctx, "filter");
        return new SearchRequest(
                query(text, field(ctx, "not")),
                clauses(field(ctx, "clauses")),
                clauses(field(ctx, "must_not")),
                modalities(field(ctx, "modalities")),
                field(ctx, "operator"),
                withinMs(field(ctx, "within_ms")),
                filter == null ? null : Json.read(filter, SearchRequest.Filter.class),
                field(ctx, "group_by"),
                limit(field(ctx, "limit")),
                number("min_score", field(ctx, "min_score")),
                number("diversify", field(ctx, "diversify")),
                weights(field(ctx, "weights")),
                calibration(field(ctx, "calibration")));
    }

    private static SearchRequest.Query query(String text, String not) {
        return text == null && not == null
                ? null
                : new SearchRequest.Query(text, not, null, null, null, null, null);
    }

    private static List<SearchRequest.Clause> clauses(String field) {
        return field == null ? null : Arrays.asList(Json.read(field, SearchRequest.Clause[].class));
    }

    private static Long withinMs(String field) {
        try {
            return field == null ? null : Long.valueOf(field);
        } catch (NumberFormatException e) {
            throw ApiError.invalid("within_ms is a whole number", "within_ms");
        }
    }

    /** A JSON list, or words parted by commas. */
    private static List<String> modalities(String field) {
        if (field == null) {
            return null;
        }
        return field.startsWith("[")
                ? Arrays.asList(Json.read(field, String[].class))
                : Arrays.stream(field.split(",")).map(String::strip).toList();
    }

    private static Map<String, Double> weights(String field) {
        return field == null ? null : Json.read(field, Weights.class);
    }

    private static Map<String, Calibration.Curve> calibration(String field) {
        return field == null ? null : Json.read(field, Curves.class);
    }

    private static Integer limit(String field) {
        try {
            return field == null ? null : Integer.valueOf(field);
        } catch (NumberFormatException e) {
            throw ApiError.invalid("limit is a whole number", "limit");
        }
    }

    private static Double number(String name, String field) {
        try {
            return field == null ? null : Double.valueOf(field);
        } catch (NumberFormatException e) {
            throw ApiError.invalid(name + " is a number", name);
        }
    }

    private static String field(Context ctx, String name) {
        String value = ctx.formParam(name);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
