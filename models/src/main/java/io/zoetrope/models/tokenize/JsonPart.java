package io.zoetrope.models.tokenize;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.models.packages.manifest.ManifestException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A place in a {@code tokenizer.json}: knows its file and key for complaints. */
record JsonPart(String file, String key, JsonNode value) {
    JsonPart at(String name) {
        return new JsonPart(file, key.isEmpty() ? name : key + "." + name, value.path(name));
    }

    boolean present() {
        return !value.isMissingNode() && !value.isNull();
    }

    ManifestException expected(String what) {
        String found = present() ? value.toString() : "nothing";
        String shown = found.length() > 80 ? found.substring(0, 77) + "..." : found;
        return new ManifestException(file + ": " + key + ": expected " + what + ", found " + shown);
    }

    String type() {
        return at("type").text();
    }

    String text() {
        if (!value.isTextual()) {
            throw expected("text");
        }
        return value.asText();
    }

    String text(String otherwise) {
        return present() ? text() : otherwise;
    }

    boolean flag(boolean otherwise) {
        return value.asBoolean(otherwise);
    }

    int id() {
        if (!value.isInt() || value.asInt() < 0 || value.asInt() > 10_000_000) {
            throw expected("a token id");
        }
        return value.asInt();
    }

    List<JsonPart> items() {
        if (!value.isArray()) {
            throw expected("a list");
        }
        List<JsonPart> items = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            items.add(new JsonPart(file, key + "[" + i + "]", value.get(i)));
        }
        return items;
    }

    /**
     * {@code {"Regex": ...}} or {@code {"String": ...}}, where classes such as \s mean Unicode's.
     */
    Pattern pattern() {
        JsonPart regex = at("Regex");
        if (!regex.present()) {
            return Pattern.compile(Pattern.quote(at("String").text()));
        }
        try {
            return Pattern.compile(regex.text(), Pattern.UNICODE_CHARACTER_CLASS);
        } catch (PatternSyntaxException e) {
            throw regex.expected("a regular expression for Java (" + e.getDescription() + ")");
        }
    }
}
