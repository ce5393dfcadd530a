package io.zoetrope.media.captions;

import java.util.ArrayList;
import java.util.List;

/** From one cue with its markup to the lines of those who speak in it. */
final class CaptionCue {
    /** Characters of a cue with its markup that are looked at: bounds time and lines of each. */
    static final int MOST_CHARS = 4 * CaptionFile.MAX_TEXT;

    private final CaptionFormat format;
    private final int track;

    CaptionCue(CaptionFormat format, int track) {
        this.format = format;
        this.track = track;
    }

    /**
     * @param endUs after {@code startUs}
     * @param speaker that is named beside the text, or empty
     * @return none if there is nothing but markup
     */
    List<CaptionLine> lines(
            long startUs, long endUs, String text, String language, String speaker) {
        List<CaptionLine> lines = new ArrayList<>();
        for (Speakers.Said voice : Speakers.voices(cut(text, MOST_CHARS))) {
            String named = voice.speaker().isEmpty() ? speaker : voice.speaker();
            List<Speakers.Said> parts =
                    named.isEmpty()
                            ? Speakers.capitals(voice.text())
                            : List.of(new Speakers.Said(named, voice.text()));
            for (Speakers.Said part : parts) {
                String plain = CaptionMarkup.plain(format, part.text());
                if (!plain.isEmpty()) {
                    lines.add(
                            new CaptionLine(
                                    startUs,
                                    endUs,
                                    cut(plain, CaptionFile.MAX_TEXT),
                                    language,
                                    part.speaker(),
                                    track));
                }
            }
        }
        return lines;
    }

    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        boolean pair = Character.isHighSurrogate(text.charAt(most - 1));
        return text.substring(0, pair ? most - 1 : most);
    }
}
