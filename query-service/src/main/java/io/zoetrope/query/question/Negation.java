package io.zoetrope.query.question;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds in the words of a question what is not wanted: {@code -night}, {@code -"at night"}, and
 * what follows {@code not}, {@code without}, {@code except} or {@code with no} to the end. What
 * somebody says, as "I did not go" or "to be or not to be", is no such thing.
 */
final class Negation {
    private static final int MOST = 8;

    private static final Pattern MINUS =
            Pattern.compile(
                    "(?<=^|\\s)-(?:\"([^\"]*)\"|([\\p{L}\\p{N}][^\\s\"]*))",
                    Pattern.UNICODE_CHARACTER_CLASS);

    /** Looks at a word from its beginning only: a long one is not looked at from each letter. */
    private static final Pattern SENTENCE =
            Pattern.compile(
                    "(?is)^(?<wanted>.*?(?<![\\p{L}\\p{N}'])(?<before>[\\p{L}\\p{N}']++))[\\s,;:]+"
                            + "(?:(?:but|and)\\s+)?(?:not|without|except|with\\s+no)\\s+"
                            + "(?<unwanted>.*[\\p{L}\\p{N}].*)$");

    /** Before "not" these make a sentence of it, in which somebody says something. */
    private static final Set<String> SAYING =
            Set.of(
                    "is",
                    "are",
                    "was",
                    "were",
                    "am",
                    "be",
                    "been",
                    "do",
                    "does",
                    "did",
                    "has",
                    "have",
                    "had",
                    "will",
                    "would",
                    "can",
                    "could",
                    "shall",
                    "should",
                    "must",
                    "may",
                    "might",
                    "or",
                    "if",
                    "why",
                    "i",
                    "you",
                    "he",
                    "she",
                    "we",
                    "they",
                    "it's",
                    "i'm",
                    "that's",
                    "certainly",
                    "please",
                    "of",
                    "course",
                    "better");

    private Negation() {}

    /**
     * @param text not blank
     * @param not what else is not wanted; null for none
     */
    static Subject.Words of(String text, String not) {
        List<String> unwanted = new ArrayList<>();
        Optional.ofNullable(not).ifPresent(unwanted::add);
        String left = withoutMinus(text, unwanted);
        Matcher sentence = SENTENCE.matcher(left);
        String wanted = left;
        if (sentence.matches()
                && !SAYING.contains(sentence.group("before").toLowerCase(Locale.ROOT))) {
            wanted = sentence.group("wanted").strip();
            unwanted.add(sentence.group("unwanted").strip());
        }
        return new Subject.Words(wanted, unwanted.stream().limit(MOST).toList(), left);
    }

    /** A text that is nothing but what is not wanted stays as it is. */
    private static String withoutMinus(String text, List<String> unwanted) {
        Matcher minus = MINUS.matcher(text);
        String left = minus.replaceAll(" ").strip().replaceAll("\\s+", " ");
        if (left.codePoints().noneMatch(Character::isLetterOrDigit)) {
            return text;
        }
        minus.reset();
        boolean any = false;
        while (minus.find()) {
            String word = minus.group(1) == null ? minus.group(2) : minus.group(1);
            if (word.codePoints().anyMatch(Character::isLetterOrDigit)) {
                unwanted.add(word.strip());
                any = true;
            }
        }
        return any ? left : text;
    }
}
