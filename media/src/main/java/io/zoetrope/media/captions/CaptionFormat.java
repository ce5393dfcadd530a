package io.zoetrope.media.captions;

import java.util.Locale;

/** Forms of captions that are read. */
public enum CaptionFormat {
    SUBRIP,
    WEBVTT,
    /** SSA and ASS. */
    SUBSTATION;

    /** By what the file begins with, as names lie. */
    static CaptionFormat of(String text) {
        String start = text.substring(0, Math.min(text.length(), 4096)).strip();
        if (start.startsWith("WEBVTT")) {
            return WEBVTT;
        }
        String lower = start.toLowerCase(Locale.ROOT);
        boolean sections = lower.contains("[script info]") || lower.contains("[events]");
        return sections || lower.startsWith("dialogue:") ? SUBSTATION : SUBRIP;
    }
}
