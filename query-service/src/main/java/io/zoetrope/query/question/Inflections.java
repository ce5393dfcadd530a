package io.zoetrope.query.question;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** English plurals. */
public final class Inflections {
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

    private Inflections() {}

    /** The word itself, and what it may be the plural of. */
    public static Set<String> singulars(String word) {
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
