package io.zoetrope.models.tokenize;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The cuts of {@code tokenizer.json} that the known families use; others are refused. */
final class PreTokenizers {
    /** GPT-2's words: a word takes the space before it along. */
    static final Pattern GPT2 =
            Pattern.compile(
                    "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
                    Pattern.UNICODE_CHARACTER_CLASS);

    private static final Pattern SPACES = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern WORDS =
            Pattern.compile("\\w+|[^\\w\\s]+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern PUNCTUATION = Pattern.compile("[\\p{P}\\p{Punct}]");

    private PreTokenizers() {}

    static Function<String, List<String>> parse(JsonPart part) {
        if (!part.present()) {
            return List::of;
        }
        return switch (part.type()) {
            case "Sequence" -> sequence(part.at("pretokenizers"));
            case "Split" -> split(part);
            case "ByteLevel" -> byteLevel(part);
            case "Metaspace" -> metaspace(part);
            case "Whitespace" -> text -> matches(WORDS, text);
            case "WhitespaceSplit" -> text -> between(SPACES, text);
            case "BertPreTokenizer" -> PreTokenizers::bert;
            default -> throw part.expected("a known pre-tokenizer");
        };
    }

    private static Function<String, List<String>> sequence(JsonPart parts) {
        Function<String, List<String>> all = List::of;
        for (JsonPart part : parts.items()) {
            all = then(all, parse(part));
        }
        return all;
    }

    private static Function<String, List<String>> then(
            Function<String, List<String>> first, Function<String, List<String>> second) {
        return text -> {
            List<String> pieces = new ArrayList<>();
            first.apply(text).forEach(piece -> pieces.addAll(second.apply(piece)));
            return pieces;
        };
    }

    private static Function<String, List<String>> split(JsonPart part) {
        Pattern pattern = part.at("pattern").pattern();
        boolean invert = part.at("invert").flag(false);
        return switch (part.at("behavior").text()) {
            case "Removed" -> text -> invert ? matches(pattern, text) : between(pattern, text);
            case "Isolated" -> text -> isolated(pattern, text);
            default -> throw part.at("behavior").expected("Removed or Isolated");
        };
    }

    private static Function<String, List<String>> byteLevel(JsonPart part) {
        boolean regex = part.at("use_regex").flag(true);
        boolean prefix = part.at("add_prefix_space").flag(true);
        return text -> {
            String from = prefix && !text.startsWith(" ") ? " " + text : text;
            return (regex ? isolated(GPT2, from) : List.of(from))
                    .stream().map(ByteAlphabet::write).toList();
        };
    }

    /** SentencePiece's: spaces become a visible mark, and each word starts with one. */
    private static Function<String, List<String>> metaspace(JsonPart part) {
        String mark = part.at("replacement").text();
        boolean older = part.at("add_prefix_space").flag(true);
        boolean prepend =
                !part.at("prepend_scheme").text(older ? "always" : "never").equals("never");
        boolean split = part.at("split").flag(true);
        Pattern word =
                Pattern.compile(
                        "(?s)" + Pattern.quote(mark) + "?(?:(?!" + Pattern.quote(mark) + ").)*");
        return text -> {
            String marked = text.replace(" ", mark);
            String from = prepend && !marked.startsWith(mark) ? mark + marked : marked;
            return split ? matches(word, from) : List.of(from);
        };
    }

    static List<String> bert(String text) {
        List<String> pieces = new ArrayList<>();
        between(SPACES, text).forEach(word -> pieces.addAll(isolated(PUNCTUATION, word)));
        return pieces;
    }

    static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(m -> m.group())
                .filter(s -> !s.isEmpty())
                .toList();
    }

    private static List<String> between(Pattern pattern, String text) {
        return pattern.splitAsStream(text).filter(s -> !s.isEmpty()).toList();
    }

    /** Matches and what lies between them, in order. */
    private static List<String> isolated(Pattern pattern, String text) {
        List<String> pieces = new ArrayList<>();
        Matcher match = pattern.matcher(text);
        int from = 0;
        while (match.find()) {
            if (match.start() > from) {
                pieces.add(text.substring(from, match.start()));
            }
            if (match.end() > match.start()) {
                pieces.add(match.group());
            }
            from = match.end();
        }
        if (from < text.length()) {
            pieces.add(text.substring(from));
        }
        return pieces;
    }
}
