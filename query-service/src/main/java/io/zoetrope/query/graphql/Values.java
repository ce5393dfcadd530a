package io.zoetrope.query.graphql;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.question.SearchRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Between the graph's names and the API's: the same words, joined by capitals here. */
final class Values {
    private static final SnakeCaseStrategy SNAKE =
            (SnakeCaseStrategy) PropertyNamingStrategies.SNAKE_CASE;
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private Values() {}

    /** As the API calls a field. */
    static String name(String field) {
        return SNAKE.translate(field);
    }

    /** What the API says of something, by its names. */
    static Map<String, Object> of(Object view) {
        return Json.MAPPER.convertValue(view, MAP);
    }

    /**
     * @throws ApiError 400 for what is wrong
     */
    static SearchRequest search(Map<String, Object> arguments) {
        Map<String, Object> named = named(arguments);
        if (named.get("weights") instanceof List<?> entries) {
            named.put("weights", map(entries, "modality", "weight"));
        }
        if (named.get("calibration") instanceof List<?> entries) {
            named.put("calibration", curves(entries));
        }
        if (named.get("filter") instanceof Map<?, ?> filter
                && filter.get("metadata") instanceof List<?> entries) {
            Map<String, Object> changed = new HashMap<>();
            filter.forEach((key, value) -> changed.put((String) key, value));
            changed.put("metadata", map(entries, "key", "value"));
            named.put("filter", changed);
        }
        return Json.read(
                new String(Json.bytes(named), StandardCharsets.UTF_8), SearchRequest.class);
    }

    /** The graph has no maps: they come as lists of pairs. */
    private static Map<String, Object> map(List<?> pairs, String key, String value) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Object entry : pairs) {
            Map<?, ?> pair = (Map<?, ?>) entry;
            map.put((String) pair.get(key), pair.get(value));
        }
        return map;
    }

    private static Map<String, Object> curves(List<?> entries) {
        Map<String, Object> curves = new LinkedHashMap<>();
        for (Object entry : entries) {
            Map<Object, Object> curve = new LinkedHashMap<>((Map<?, ?>) entry);
            curves.put((String) curve.remove("modality"), curve);
        }
        return curves;
    }

    private static Map<String, Object> named(Map<?, ?> arguments) {
        Map<String, Object> named = new LinkedHashMap<>();
        arguments.forEach((key, value) -> named.put(name((String) key), named(value)));
        return named;
    }

    private static Object named(Object value) {
        if (value instanceof Map<?, ?> map) {
            return named(map);
        }
        return value instanceof List<?> list ? list.stream().map(Values::named).toList() : value;
    }
}
