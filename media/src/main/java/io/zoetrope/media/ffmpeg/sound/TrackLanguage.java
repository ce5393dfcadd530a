package io.zoetrope.media.ffmpeg.sound;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Languages as containers name them (ISO 639-2, both kinds, or BCP 47 already) in BCP 47, which
 * prefers two letters.
 */
final class TrackLanguage {
    /** Those whose bibliographic code differs from the terminological one. */
    private static final Map<String, String> BIBLIOGRAPHIC =
            Map.ofEntries(
                    Map.entry("alb", "sq"),
                    Map.entry("arm", "hy"),
                    Map.entry("baq", "eu"),
                    Map.entry("bur", "my"),
                    Map.entry("chi", "zh"),
                    Map.entry("cze", "cs"),
                    Map.entry("dut", "nl"),
                    Map.entry("fre", "fr"),
                    Map.entry("geo", "ka"),
                    Map.entry("ger", "de"),
                    Map.entry("gre", "el"),
                    Map.entry("ice", "is"),
                    Map.entry("mac", "mk"),
                    Map.entry("may", "ms"),
                    Map.entry("per", "fa"),
                    Map.entry("rum", "ro"),
                    Map.entry("slo", "sk"),
                    Map.entry("tib", "bo"),
                    Map.entry("wel", "cy"));

    private static final Map<String, String> TWO_LETTERS = twoLetters();

    private TrackLanguage() {}

    private static Map<String, String> twoLetters() {
        Map<String, String> known = new HashMap<>(BIBLIOGRAPHIC);
        for (String two : Locale.getISOLanguages()) {
            known.put(Locale.forLanguageTag(two).getISO3Language(), two);
        }
        return Map.copyOf(known);
    }

    /** Empty if it is not known or no language. */
    static String of(String said) {
        String tag = said.strip().replace('_', '-');
        if (!tag.matches("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}")) {
            return "";
        }
        String[] parts = tag.split("-", 2);
        String first = parts[0].toLowerCase(Locale.ROOT);
        if (first.equals("und") || first.equals("zxx") || first.equals("mis")) {
            return "";
        }
        String language = TWO_LETTERS.getOrDefault(first, first);
        return Locale.forLanguageTag(parts.length == 1 ? language : language + "-" + parts[1])
                .toLanguageTag();
    }
}
