package io.zoetrope.models.packages;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.models.packages.manifest.ManifestException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A place in a manifest: knows its file and key, so that every complaint names them.
 *
 * @param file as people know it
 * @param key path from the top, such as {@code files[0].sha256}; empty at the top
 */
record ManifestNode(String file, String key, JsonNode value) {

    ManifestNode at(String name) {
        return new ManifestNode(file, key.isEmpty() ? name : key + "." + name, value.path(name));
    }

    boolean present() {
        return !value.isMissingNode() && !value.isNull();
    }

    ManifestException expected(String what) {
        String where = key.isEmpty() ? "" : ": " + key;
        return new ManifestException(file + where + ": expected " + what + ", found " + found());
    }

    private String found() {
        if (!present()) {
            return "nothing";
        }
        String text = value.toString();
        return text.length() > 80 ? text.substring(0, 77) + "..." : text;
    }

    /** An object that has none but these keys: a misspelt key is not silently ignored. */
    ManifestNode object(Set<String> known) {
        if (!value.isObject()) {
            throw expected("keys " + new TreeSet<>(known));
        }
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            if (!known.contains(entry.getKey())) {
                throw at(entry.getKey()).unknown(known);
            }
        }
        return this;
    }

    private ManifestException unknown(Set<String> known) {
        String expected = known.isEmpty() ? "none" : "one of " + new TreeSet<>(known);
        return new ManifestException(file + ": " + key + ": unknown key, expected " + expected);
    }

    String text() {
        if (!value.isTextual() || value.asText().isBlank()) {
            throw expected("text");
        }
        return value.asText();
    }

    String text(String otherwise) {
        return present() ? text() : otherwise;
    }

    /** A number with a point is refused: its last digits may be lost, as 1.10 and 1.1 are one. */
    String matching(String pattern, String what) {
        if (value.isFloatingPointNumber()) {
            throw expected("text in quotes, as a number 1.10 would be read as 1.1");
        }
        if (!value.isValueNode() || !value.asText().matches(pattern)) {
            throw expected(what);
        }
        return value.asText();
    }

    boolean flag(boolean otherwise) {
        if (present() && !value.isBoolean()) {
            throw expected("true or false");
        }
        return present() ? value.asBoolean() : otherwise;
    }

    long whole(long least, long most) {
        if (!value.isIntegralNumber() || value.asLong() < least || value.asLong() > most) {
            throw expected("a whole number from " + least + " to " + most);
        }
        return value.asLong();
    }

    int whole(long least, long most, int otherwise) {
        return present() ? (int) whole(least, most) : otherwise;
    }

    float number() {
        if (!value.isNumber() || !Float.isFinite(value.floatValue())) {
            throw expected("a number");
        }
        return value.floatValue();
    }

    float number(float least, float most, float otherwise) {
        if (!present()) {
            return otherwise;
        }
        if (number() < least || number() > most) {
            throw expected("a number from " + least + " to " + most);
        }
        return number();
    }

    <E extends Enum<E>> E oneOf(E[] values, Function<E, String> wireName) {
        List<String> names = new ArrayList<>();
        for (E e : values) {
            names.add(wireName.apply(e));
            if (value.isTextual() && wireName.apply(e).equals(value.asText())) {
                return e;
            }
        }
        throw expected("one of " + names);
    }

    <T> List<T> list(Function<ManifestNode, T> each) {
        if (!present()) {
            return List.of();
        }
        if (!value.isArray()) {
            throw expected("a list");
        }
        List<T> items = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            items.add(each.apply(new ManifestNode(file, key + "[" + i + "]", value.get(i))));
        }
        return List.copyOf(items);
    }

    /** A map that has none but these keys, and may be left out. */
    <T> Map<String, T> map(Set<String> known, Function<ManifestNode, T> each) {
        return present() ? object(known).map(each) : Map.of();
    }

    <T> Map<String, T> map(Function<ManifestNode, T> each) {
        if (!present()) {
            return Map.of();
        }
        if (!value.isObject()) {
            throw expected("names and values");
        }
        Map<String, T> items = new LinkedHashMap<>();
        value.fieldNames().forEachRemaining(name -> items.put(name, each.apply(at(name))));
        return Map.copyOf(items);
    }
}
