package io.zoetrope.query.question;

import io.zoetrope.domain.PlainText;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The words of a question, cut as the index cuts what it is compared with (Unicode's annex 29): a
 * vowel sign or an accent belongs to its letter, and what is contracted is one word.
 */
public final class Words {
    private static final int MAX = 32;
    private static final Pattern WORD =
            Pattern.compile("[\\p{L}\\p{N}\\p{M}]+(?:['’][\\p{L}\\p{M}]+)*");
    private static final Pattern POSSESSIVE = Pattern.compile("['’]s$");

    /** Written without spaces: an index takes their characters for words, alone or in pairs. */
    private static final Set<UnicodeScript> UNSPACED =
            Set.of(
                    UnicodeScript.HAN,
                    UnicodeScript.HIRAGANA,
                    UnicodeScript.KATAKANA,
                    UnicodeScript.HANGUL);

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

    /** How many words an index makes of these, at most. */
    public static int terms(List<String> words) {
        return words.stream().mapToInt(Words::terms).sum();
    }

    static int terms(String word) {
        return (int)
                Math.max(
                        1,
                        word.codePoints()
                                .filter(c -> UNSPACED.contains(UnicodeScript.of(c)))
                                .count());
    }

    /** The beginning of a text of these words, of which an index makes at most so many. */
    public static String beginning(List<String> words, int most) {
        List<String> beginning = new ArrayList<>();
        int left = most;
        for (String word : words) {
            int terms = terms(word);
            if (terms > left) {
                beginning.add(word.substring(0, word.offsetByCodePoints(0, left)));
                break;
            }
            beginning.add(word);
            left -= terms;
        }
        return String.join(" ", beginning).strip();
    }
}
