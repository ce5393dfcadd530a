package io.zoetrope.query.searchers;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The words of a question. */
final class Words {
    private static final int MAX = 32;

    /** English words that say nothing by themselves; in other languages every word counts. */
    private static final Set<String> SILENT =
            Set.of(
                    "a", "an", "the", "of", "in", "on", "at", "to", "with", "and", "or", "is",
                    "are", "was", "were", "by", "for", "from", "there", "this", "that", "some",
                    "any", "into", "onto", "it", "its", "who", "what", "where", "when", "one");

    private Words() {}

    /** In lower case, the first 32. */
    static List<String> of(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .limit(MAX)
                .toList();
    }

    /** Those that say something; all, if none does. */
    static List<String> telling(String text) {
        List<String> all = of(text);
        List<String> telling = all.stream().filter(word -> !SILENT.contains(word)).toList();
        return telling.isEmpty() ? all : telling;
    }
}
