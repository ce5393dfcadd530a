package io.zoetrope.query.question;

import io.zoetrope.domain.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The words of a question, cut as the index cuts what it is compared with (Unicode's annex 29): a
 * vowel sign or an accent belongs to its letter, a joiner that is not seen to the letters beside
 * it, and what is contracted is one word.
 */
public final class Words {
    private static final int MAX = 32;

    /** Never goes back, which for a long word needs more stack than there is. */
    private static final Pattern WORD =
            Pattern.compile(
                    "[\\p{L}\\p{N}\\p{M}][\\p{L}\\p{N}\\p{M}\\u200c\\u200d]*+"
                            + "(?:['’][\\p{L}\\p{M}][\\p{L}\\p{M}\\u200c\\u200d]*+)*+");

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
        return WORD.matcher(PlainText.composed(text).toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .map(word -> POSSESSIVE.matcher(word).replaceFirst(""))
                .toList();
    }

    /** Whether it says nothing by itself. */
    public static boolean isSilent(String word) {
        return SILENT.contains(word);
    }

    /** Those that say something; all, if none does. */
    public static List<String> telling(String text) {
        List<String> all = of(text);
        List<String> telling = all.stream().filter(word -> !SILENT.contains(word)).toList();
        return telling.isEmpty() ? all : telling;
    }

    /** How many words an index makes of a text, at most: emoji and other signs may be words too. */
    public static int terms(String text) {
        String others = WORD.matcher(text).replaceAll("");
        long signs = signs(others, IndexTerms.arePairs(text));
        return all(text).stream().mapToInt(IndexTerms::count).sum() + (int) signs;
    }

    private static long signs(String text, boolean unseenToo) {
        return text.codePoints()
                .filter(c -> c > 0x7F && !Character.isSpaceChar(c))
                .filter(c -> unseenToo || Character.getType(c) != Character.FORMAT)
                .count();
    }

    /** The beginning of a text of these words, of which an index makes at most so many. */
    public static String beginning(List<String> words, int most) {
        List<String> beginning = new ArrayList<>();
        int left = most;
        for (String word : words) {
            if (left == 0) {
                break;
            }
            String first = IndexTerms.first(word, left);
            beginning.add(first);
            left -= IndexTerms.count(first);
        }
        return String.join(" ", beginning).strip();
    }
}
