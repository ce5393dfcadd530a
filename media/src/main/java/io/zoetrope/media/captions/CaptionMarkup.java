package io.zoetrope.media.captions;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes markup away: tags, overrides, entities. What is no markup stays, {@code 3 < 4} too. */
final class CaptionMarkup {
    private static final Pattern TAG =
            Pattern.compile("</?[a-zA-Z][^<>\\n]{0,200}>|<\\d[\\d:.]{4,14}>|</>");
    private static final Pattern OVERRIDE = Pattern.compile("\\{\\\\[^{}\\n]{0,400}\\}");
    private static final Pattern DRAWING =
            Pattern.compile("\\{[^{}]{0,400}\\\\p[1-9][^{}]{0,400}\\}[^{]{0,100000}");
    private static final Pattern ENTITY = Pattern.compile("&(amp|lt|gt|nbsp|lrm|rlm|quot|#39);");
    private static final Map<String, String> ENTITIES =
            Map.of(
                    "amp", "&", "lt", "<", "gt", ">", "nbsp", " ", "lrm", "", "rlm", "", "quot",
                    "\"", "#39", "'");
    private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0\\u200b\\ufeff]+");
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}&&[^\\s]]");

    private CaptionMarkup() {}

    static String plain(CaptionFormat format, String text) {
        String left = text;
        if (format == CaptionFormat.SUBSTATION) {
            left = DRAWING.matcher(left).replaceAll("");
            left = left.replace("\\N", "\n").replace("\\n", "\n").replace("\\h", " ");
        }
        left = OVERRIDE.matcher(left).replaceAll("");
        left = TAG.matcher(left).replaceAll("");
        if (format == CaptionFormat.WEBVTT) {
            left =
                    ENTITY.matcher(left)
                            .replaceAll(m -> Matcher.quoteReplacement(ENTITIES.get(m.group(1))));
        }
        left = CONTROLS.matcher(left).replaceAll("");
        return SPACES.matcher(left).replaceAll(" ").strip();
    }
}
