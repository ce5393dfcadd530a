package io.zoetrope.query.searchers;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which classes of objects a text may name: each run of up to three words as it stands, and as the
 * singular of an English plural. What a detector does not know finds nothing, so there may be too
 * many.
 */
final class ClassNames {
    private static final int MAX_WORDS = 32;
    private static final int MAX_RUN = 3;
    private static final Map<String, String> IRREGULAR =
            Map.of(
                    "people", "person",
                    "persons", "person",
                    "men", "man",
                    "women", "woman",
                    "children", "child",
                    "mice", "mouse",
                    "knives", "knife",
                    "geese", "goose",
                    "buses", "bus");

    private ClassNames() {}

    /** Lower-case forms of each name. */
    static List<Set<String>> in(String text) {
        List<String> words = words(text);
        Map<String, Set<String>> names = new LinkedHashMap<>();
        for (int from = 0; from < words.size(); from++) {
            for (int to = from + 1; to <= Math.min(words.size(), from + MAX_RUN); to++) {
                names.put(String.join(" ", words.subList(from, to)), forms(words, from, to));
            }
        }
        return List.copyOf(names.values());
    }

    /** The forms of one name, all of whose words belong to it; empty if it has none. */
    static List<Set<String>> of(String name) {
        List<String> words = words(name);
        return words.isEmpty() ? List.of() : List.of(forms(words, 0, words.size()));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .limit(MAX_WORDS)
                .toList();
    }

    private static Set<String> forms(List<String> words, int from, int to) {
        String before = String.join(" ", words.subList(from, to - 1));
        String start = before.isEmpty() ? "" : before + " ";
        Set<String> forms = new LinkedHashSet<>();
        singulars(words.get(to - 1)).forEach(word -> forms.add(start + word));
        return forms;
    }

    /** The word itself, and what it may be the plural of. */
    private static Set<String> singulars(String word) {
        Set<String> forms = new LinkedHashSet<>(List.of(word));
        if (IRREGULAR.containsKey(word)) {
            forms.add(IRREGULAR.get(word));
        } else if (word.endsWith("ies") && word.length() > 4) {
            forms.add(word.substring(0, word.length() - 3) + "y");
        } else if (word.endsWith("s") && !word.endsWith("ss") && word.length() > 2) {
            forms.add(word.substring(0, word.length() - 1));
            if (word.endsWith("es")) {
                forms.add(word.substring(0, word.length() - 2));
            }
        }
        return forms;
    }
}
