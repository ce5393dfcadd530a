package io.zoetrope.domain.index;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Languages whose words are found in all their forms: a text is indexed as it stands, and once more
 * for each of these, by OpenSearch's own analyser.
 */
public final class TextLanguages {
    private static final Map<String, String> ANALYSERS = analysers();

    private TextLanguages() {}

    private static Map<String, String> analysers() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("ar", "arabic");
        all.put("cjk", "cjk");
        all.put("da", "danish");
        all.put("de", "german");
        all.put("en", "english");
        all.put("es", "spanish");
        all.put("fi", "finnish");
        all.put("fr", "french");
        all.put("hi", "hindi");
        all.put("it", "italian");
        all.put("nl", "dutch");
        all.put("no", "norwegian");
        all.put("pt", "portuguese");
        all.put("ru", "russian");
        all.put("sv", "swedish");
        all.put("tr", "turkish");
        return all;
    }

    /** Analyser by the name of the sub-field. */
    public static Map<String, String> all() {
        return Map.copyOf(ANALYSERS);
    }

    /**
     * The field to ask for words of a language.
     *
     * @param field that holds the text: {@code text}
     * @param language BCP 47: {@code en-GB}; null or empty if it is not known
     * @return {@code text.en}; the field itself if the language is none of these
     */
    public static String field(String field, String language) {
        String tag = language == null ? "" : language.toLowerCase(Locale.ROOT);
        String primary = tag.split("[-_]", 2)[0];
        String name =
                switch (primary) {
                    case "zh", "ja", "ko" -> "cjk";
                    case "nb", "nn" -> "no";
                    default -> primary;
                };
        return ANALYSERS.containsKey(name) ? field + "." + name : field;
    }
}
