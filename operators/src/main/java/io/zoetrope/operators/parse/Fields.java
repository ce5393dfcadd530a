package io.zoetrope.operators.parse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.PlainText;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.domain.message.ArrivalFields;
import io.zoetrope.domain.message.ArrivalLimits;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Typed reads of one JSON object's fields; every fault is a sentence that names the field. */
final class Fields {
    private static final Pattern URI =
            Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:(//(?<authority>[^/?#]*))?.+", Pattern.DOTALL);
    private static final int MAX_QUOTED_CHARS = 200;

    private Fields() {}

    /** Text of at most {@code maxChars}, or empty if the field is missing or null. */
    static String text(JsonNode object, String name, int maxChars) throws RejectedInput {
        JsonNode node = object.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return "";
        }
        if (!node.isTextual()) {
            throw bad(name, "must be a string, but is " + shorten(node.toString()));
        }
        return checked(name, node.textValue(), maxChars);
    }

    /** Text of an object's name; never empty. */
    static String required(JsonNode object, String name) throws RejectedInput {
        String text = text(object, name, ArrivalLimits.MAX_URI_CHARS);
        if (text.isEmpty()) {
            throw new RejectedInput(
                    Reason.BAD_FIELD,
                    "The store's record names no object: '" + name + "' is missing.");
        }
        return text;
    }

    /** A number in {@code [min, max]}, or 0 if the field is missing or null. */
    static double number(JsonNode object, String name, double min, double max)
            throws RejectedInput {
        JsonNode node = object.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return 0;
        }
        double value = node.isNumber() ? node.doubleValue() : Double.NaN;
        if (!(value >= min && value <= max)) {
            throw bad(
                    name,
                    "must be a number from %s to %s, but is %s"
                            .formatted(plain(min), plain(max), shorten(node.toString())));
        }
        return value;
    }

    /** An absolute uri without user information; empty only if it is not required. */
    static String uri(JsonNode object, String name, boolean required) throws RejectedInput {
        String text = text(object, name, ArrivalLimits.MAX_URI_CHARS);
        if (text.isEmpty()) {
            if (required) {
                throw new RejectedInput(
                        Reason.MISSING_URI,
                        "An arrival needs '" + name + "': where its bytes are.");
            }
            return text;
        }
        return checkedUri(text);
    }

    /**
     * Keys of object stores come unencoded, so this asks for less than RFC 3986; whether a uri may
     * be read is decided where it is opened.
     */
    static String checkedUri(String text) throws RejectedInput {
        Matcher uri = URI.matcher(checked(ArrivalFields.URI, text, ArrivalLimits.MAX_URI_CHARS));
        if (!uri.matches()) {
            throw new RejectedInput(
                    Reason.BAD_URI,
                    "'%s' has no scheme; write file:///…, https://… or s3a://…."
                            .formatted(shorten(text)));
        }
        if (uri.group("authority") != null && holdsLogin(uri.group("authority"), text)) {
            // Not repeated in the sentence: it may be a password.
            throw new RejectedInput(
                    Reason.BAD_URI, "The uri holds user information; credentials are configured.");
        }
        return text;
    }

    /**
     * Keys of object stores have slashes, so a login seems to end at one; buckets have no colon.
     */
    private static boolean holdsLogin(String authority, String uri) {
        boolean store = uri.regionMatches(true, 0, "s3", 0, 2);
        return authority.contains("@") || (store && authority.contains(":") && uri.contains("@"));
    }

    /** An id that is safe in paths and index names, or empty. */
    static String videoId(JsonNode object) throws RejectedInput {
        String id = text(object, ArrivalFields.VIDEO_ID, ArrivalLimits.MAX_NAME_CHARS);
        if (!id.isEmpty() && !VideoIds.isId(id)) {
            throw bad(ArrivalFields.VIDEO_ID, "must be 1 to 64 letters, digits, '_' or '-'");
        }
        return id;
    }

    /**
     * @param otherwise if the field is missing or null
     */
    static boolean flag(JsonNode object, String name, boolean otherwise) throws RejectedInput {
        JsonNode node = object.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return otherwise;
        }
        if (!node.isBoolean()) {
            throw bad(name, "must be true or false, but is " + shorten(node.toString()));
        }
        return node.booleanValue();
    }

    /** Different names, sorted; empty if the field is missing or null. */
    static List<String> names(JsonNode object, String name) throws RejectedInput {
        JsonNode node = object.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return List.of();
        }
        if (!node.isArray() || node.size() > ArrivalLimits.MAX_ANALYSERS) {
            throw bad(name, "must be a list of at most " + ArrivalLimits.MAX_ANALYSERS + " names");
        }
        TreeSet<String> names = new TreeSet<>();
        for (JsonNode item : node) {
            if (!item.isTextual() || item.textValue().isBlank()) {
                throw bad(name, "must hold names only, but holds " + shorten(item.toString()));
            }
            names.add(checked(name, item.textValue(), ArrivalLimits.MAX_NAME_CHARS));
        }
        return List.copyOf(names);
    }

    /** Keys to scalar values as text, sorted. */
    static Map<String, String> metadata(JsonNode object) throws RejectedInput {
        JsonNode node = object.path(ArrivalFields.METADATA);
        if (node.isMissingNode() || node.isNull()) {
            return Map.of();
        }
        if (!node.isObject() || node.size() > ArrivalLimits.MAX_METADATA_ENTRIES) {
            throw bad(
                    ArrivalFields.METADATA,
                    "must be an object of at most "
                            + ArrivalLimits.MAX_METADATA_ENTRIES
                            + " values");
        }
        Map<String, String> entries = new TreeMap<>();
        int chars = 0;
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String key =
                    checked(ArrivalFields.METADATA, entry.getKey(), ArrivalLimits.MAX_NAME_CHARS);
            if (key.isBlank()) {
                throw bad(ArrivalFields.METADATA, "holds a value without a name");
            }
            String value = scalar(ArrivalFields.METADATA + "." + key, entry.getValue());
            chars += key.length() + value.length();
            entries.put(key, value);
        }
        if (chars > ArrivalLimits.MAX_METADATA_CHARS) {
            throw bad(ArrivalFields.METADATA, tooLong(chars, ArrivalLimits.MAX_METADATA_CHARS));
        }
        return entries;
    }

    private static String scalar(String name, JsonNode value) throws RejectedInput {
        boolean endless = value.isNumber() && Double.isInfinite(value.doubleValue());
        if (value.isContainerNode() || endless) {
            throw bad(name, "must be a string, a finite number or a boolean");
        }
        return checked(name, value.asText(), ArrivalLimits.MAX_METADATA_VALUE_CHARS);
    }

    /** Copies a text if there is one. */
    static void copy(JsonNode from, ObjectNode to, String name) {
        if (from.path(name).isTextual()) {
            to.set(name, from.get(name));
        }
    }

    /** As it can stand in a sentence: short and plain. */
    static String shorten(String text) {
        if (text == null) {
            return "";
        }
        String plain = PlainText.plain(PlainText.cut(text, MAX_QUOTED_CHARS));
        return text.length() <= MAX_QUOTED_CHARS ? plain : plain + "…";
    }

    private static String checked(String name, String text, int maxChars) throws RejectedInput {
        if (text.length() > maxChars) {
            throw bad(name, tooLong(text.length(), maxChars));
        }
        if (!PlainText.isPlain(text)) {
            throw bad(name, "holds a control character or half of a surrogate pair");
        }
        return text;
    }

    private static String tooLong(int chars, int maxChars) {
        return "has " + chars + " characters, more than " + maxChars + " allowed";
    }

    private static RejectedInput bad(String name, String why) {
        return new RejectedInput(Reason.BAD_FIELD, "'" + shorten(name) + "' " + why + ".");
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
