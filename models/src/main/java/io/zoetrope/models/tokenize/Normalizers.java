package io.zoetrope.models.tokenize;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The normalisers of {@code tokenizer.json} that the known families use; others are refused. */
final class Normalizers {
    private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");

    private Normalizers() {}

    static UnaryOperator<String> parse(JsonPart part) {
        if (!part.present()) {
            return text -> text;
        }
        return switch (part.type()) {
            case "Sequence" -> sequence(part.at("normalizers"));
            case "NFC", "NFD", "NFKC", "NFKD" -> form(Normalizer.Form.valueOf(part.type()));
            case "Lowercase" -> Normalizers::lowercase;
            case "StripAccents" -> Normalizers::withoutMarks;
            case "Strip" ->
                    strip(part.at("strip_left").flag(true), part.at("strip_right").flag(true));
            case "Replace" -> replace(part.at("pattern"), part.at("content").text());
            case "Prepend" -> prepend(part.at("prepend").text());
            case "Precompiled" -> CharsMap.parse(part.at("precompiled_charsmap"))::apply;
            case "BertNormalizer" -> bert(part);
            default -> throw part.expected("a known normalizer");
        };
    }

    private static UnaryOperator<String> sequence(JsonPart parts) {
        UnaryOperator<String> all = text -> text;
        for (JsonPart part : parts.items()) {
            UnaryOperator<String> before = all;
            UnaryOperator<String> step = parse(part);
            all = text -> step.apply(before.apply(text));
        }
        return all;
    }

    private static UnaryOperator<String> form(Normalizer.Form form) {
        return text -> Normalizer.normalize(text, form);
    }

    /** Each character on its own, so that a final sigma is no special case. */
    static String lowercase(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> lower.append(Character.toString(c).toLowerCase(Locale.ROOT)));
        return lower.toString();
    }

    private static String withoutMarks(String text) {
        return MARKS.matcher(text).replaceAll("");
    }

    private static UnaryOperator<String> strip(boolean left, boolean right) {
        return text -> {
            String from = left ? text.stripLeading() : text;
            return right ? from.stripTrailing() : from;
        };
    }

    private static UnaryOperator<String> replace(JsonPart pattern, String content) {
        Pattern compiled = pattern.pattern();
        String literal = Matcher.quoteReplacement(content);
        return text -> compiled.matcher(text).replaceAll(literal);
    }

    private static UnaryOperator<String> prepend(String prefix) {
        return text -> text.isEmpty() ? text : prefix + text;
    }

    private static UnaryOperator<String> bert(JsonPart part) {
        boolean lower = part.at("lowercase").flag(true);
        JsonNode accents = part.at("strip_accents").value();
        boolean strip = accents.isBoolean() ? accents.asBoolean() : lower;
        boolean clean = part.at("clean_text").flag(true);
        boolean chinese = part.at("handle_chinese_chars").flag(true);
        return text -> bert(text, clean, chinese, strip, lower);
    }

    static String bert(String text, boolean clean, boolean chinese, boolean strip, boolean lower) {
        String cleaned = clean ? cleaned(text) : text;
        String spaced = chinese ? spaced(cleaned) : cleaned;
        String bare =
                strip ? withoutMarks(Normalizer.normalize(spaced, Normalizer.Form.NFD)) : spaced;
        return lower ? lowercase(bare) : bare;
    }

    private static String cleaned(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints()
                .forEach(
                        c -> {
                            if (c == '\t' || c == '\n' || c == '\r' || isSpace(c)) {
                                kept.append(' ');
                            } else if (c != 0 && c != 0xfffd && !isControl(c)) {
                                kept.appendCodePoint(c);
                            }
                        });
        return kept.toString();
    }

    static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
    }

    private static boolean isControl(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.PRIVATE_USE
                || type == Character.UNASSIGNED;
    }

    private static String spaced(String text) {
        StringBuilder wide = new StringBuilder(text.length());
        text.codePoints()
                .forEach(
                        c -> {
                            if (isHan(c)) {
                                wide.append(' ').appendCodePoint(c).append(' ');
                            } else {
                                wide.appendCodePoint(c);
                            }
                        });
        return wide.toString();
    }

    /** The blocks of Han characters that BERT sets apart. */
    private static boolean isHan(int c) {
        return (c >= 0x4e00 && c <= 0x9fff)
                || (c >= 0x3400 && c <= 0x4dbf)
                || (c >= 0x20000 && c <= 0x2a6df)
                || (c >= 0x2a700 && c <= 0x2b73f)
                || (c >= 0x2b740 && c <= 0x2b81f)
                || (c >= 0x2b920 && c <= 0x2ceaf)
                || (c >= 0xf900 && c <= 0xfaff)
                || (c >= 0x2f800 && c <= 0x2fa1f);
    }
}
