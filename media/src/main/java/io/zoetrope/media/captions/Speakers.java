package io.zoetrope.media.captions;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who speaks. {@code <v Name>} of WebVTT, and {@code NAME:} at the start of a line if the name is
 * in capitals and words follow: {@code 12:30}, {@code Note: this} and {@code http://} are no
 * speakers.
 */
final class Speakers {
    private static final Pattern VOICE =
            Pattern.compile("<v(?:\\.[^\\s<>]{1,60})?[ \\t]([^<>\\n]{1,80})>");
    // Gives no space back: a line of spaces alone is looked at once.
    private static final Pattern CAPITALS =
            Pattern.compile(
                    "\\s*+(?:-\\s*+)?+\\[?(\\p{Lu}[\\p{Lu}\\p{M}.'’ -]{1,30})\\]?:\\s++(\\S[^\\x00]*)");

    private Speakers() {}

    /**
     * @param text still with tags
     */
    record Said(String speaker, String text) {}

    /** One for each voice, in the order of the text; the speaker is empty if none is named. */
    static List<Said> voices(String text) {
        List<Said> said = new ArrayList<>();
        Matcher voice = VOICE.matcher(text);
        String speaker = "";
        int from = 0;
        while (voice.find()) {
            add(said, speaker, text.substring(from, voice.start()));
            speaker = voice.group(1).strip();
            from = voice.end();
        }
        add(said, speaker, text.substring(from));
        return said;
    }

    /** One for each line that begins with a name; lines without one go on with the one before. */
    static List<Said> capitals(String text) {
        List<Said> said = new ArrayList<>();
        StringBuilder going = new StringBuilder();
        String speaker = "";
        for (String line : text.split("\n")) {
            Matcher name = CAPITALS.matcher(line);
            boolean named = name.matches() && letters(name.group(1)) >= 2;
            if (named) {
                add(said, speaker, going.toString());
                going.setLength(0);
                speaker = name.group(1).strip();
            }
            going.append(named ? name.group(2) : line).append('\n');
        }
        add(said, speaker, going.toString());
        return said;
    }

    private static long letters(String name) {
        return name.codePoints().filter(Character::isLetter).count();
    }

    private static void add(List<Said> said, String speaker, String text) {
        if (!text.isBlank()) {
            said.add(new Said(speaker, text));
        }
    }
}
