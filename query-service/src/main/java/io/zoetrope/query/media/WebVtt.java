package io.zoetrope.query.media;

import java.util.List;
import java.util.Locale;

/** Text tracks (W3C WebVTT): what is written is data, and never a tag or a time line. Pure. */
public final class WebVtt {
    private static final String BEGIN = "WEBVTT\n";

    /**
     * Of a track that belongs to segments whose times are late by ten seconds (RFC 8216 §3.5): its
     * own 0 is 900,000 of their 90,000 a second. Players of other files pass over it.
     */
    private static final String AS_IN_HLS = "X-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000\n";

    private WebVtt() {}

    /**
     * Something that is shown for a while.
     *
     * @param startMs media time
     * @param endMs excluded
     * @param speaker null if nobody says who it is
     */
    public record Cue(long startMs, long endMs, String speaker, String text) {}

    /**
     * A track of text, in HLS too.
     *
     * @param cues by their start
     */
    public static String subtitles(List<Cue> cues) {
        StringBuilder out = new StringBuilder(BEGIN).append(AS_IN_HLS);
        for (Cue cue : cues) {
            String text = escaped(cue.text());
            if (!text.isEmpty() && cue.endMs() > cue.startMs()) {
                begin(out, cue);
                if (cue.speaker() != null && !cue.speaker().isBlank()) {
                    out.append("<v ").append(escaped(cue.speaker()).replace('\n', ' ')).append('>');
                }
                out.append(text).append('\n');
            }
        }
        return out.toString();
    }

    /**
     * A track whose texts are addresses, which are taken as they are.
     *
     * @param cues their texts are of this service's making
     */
    static String addresses(List<Cue> cues) {
        StringBuilder out = new StringBuilder(BEGIN);
        for (Cue cue : cues) {
            begin(out, cue);
            out.append(cue.text()).append('\n');
        }
        return out.toString();
    }

    private static void begin(StringBuilder out, Cue cue) {
        out.append('\n').append(time(cue.startMs())).append(" --> ");
        out.append(time(cue.endMs())).append('\n');
    }

    private static String time(long ms) {
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d.%03d",
                ms / 3_600_000,
                ms / 60_000 % 60,
                ms / 1000 % 60,
                ms % 1000);
    }

    /** A line without anything in it would end the cue. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replaceAll("\\R", "\n")
                .replaceAll("[\\p{Cntrl}&&[^\n]]", " ")
                .replaceAll("\\s*\n\\s*", "\n")
                .strip();
    }
}
