package io.zoetrope.query.question;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The words of a question, cut as the index cuts what it is compared with (Unicode's annex 29): a
 * vowel sign or an accent belongs to its letter, and what is contracted is one word.
 */
public final class Words {
    private static final int MAX = 32;
    private static final Pattern WORD =
            Pattern.compile("[\\p{L}\\p{N}\\p{M}]+(?:['’][\\p{L}\\p{M}]+)*");
    private static final Pattern POSSESSIVE = Pattern.compile("['’]s$");

    /** English words that say nothing by themselves; in other languages every word counts. */
    private static final Set<String> SILENT =
            Set.of(
                    "a", "an", "the", "of", "in", "on", "at", "to", "with", "and", "or", "is",
                    "are", "was", "were", "by", "for", "from", "there", "this", "that", "some",
                    "any", "into", "onto", "it", "its", "who", "what", "where", "when", "one");

    private Words() {}

    /** In lower case, the first 32. */
    public static List<String> of(String text) {
        return all(text).stream().limit(MAX).toList();
    }

    /** In lower case. */
    public static List<String> all(String text) {
        return cut(composed(text)).toList();
    }

    private static Stream<String> cut(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .map(word -> POSSESSIVE.matcher(word).replaceFirst(""));
    }

    /** With each accent in its letter, as keyboards write it. */
    public static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /**
     * As keyboards write it, and as it stands if that is another: what is indexed is written as it
     * came.
     */
    public static List<String> spellings(String text) {
        return Stream.of(composed(text), text).distinct().toList();
    }

    /** Whether it says nothing by itself. */
    public static boolean isSilent(String word) {
        return SILENT.contains(word);
    }

    /** Those that say something; all, if none does. */
    public static List<String> telling(String text) {
        return tellingAsItStands(composed(text));
    }

    /** The same with letters and accents as they stand. */
    public static List<String> tellingAsItStands(String text) {
        List<String> all = cut(text).limit(MAX).toList();
        List<String> telling = all.stream().filter(word -> !SILENT.contains(word)).toList();
        return telling.isEmpty() ? all : telling;
    }
}
