package io.zoetrope.query.generate.chat;

import io.zoetrope.query.generate.Answer;
import io.zoetrope.query.generate.Citation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes text as it comes and lets whole sentences through, each with the evidence that it names by
 * number ({@code [2]}, {@code [1, 4]}), before or behind its full stop. What is named and not there
 * is left out, and so is a sentence that names nothing else. For one thread.
 */
final class CitedSentences {
    /** By which a model says that it knows nothing. */
    static final String NOTHING = "NO_EVIDENCE";

    private static final Pattern CITED = Pattern.compile("\\[(\\d{1,4}(?:\\s*,\\s*\\d{1,4})*)]");

    private static final String NUMBERS = "(?:\\s*\\[[\\d,\\s]*])*";

    /**
     * A sentence's end: a stop with its numbers, or a new line. Behind what is quoted the sentence
     * may go on, in small letters.
     */
    private static final Pattern END =
            Pattern.compile(
                    "(?:[.!?।॥۔؟։።፧]+"
                            + NUMBERS
                            + "(?=\\s+[^\\s\\[])"
                            + "|[.!?।॥۔؟։።፧]+[\"”’')*]+"
                            + NUMBERS
                            + "(?=\\s+[^\\s\\[\\p{Ll}])"
                            + "|[。！？]+[”’」』]*"
                            + NUMBERS
                            + "(?=[^\\s\\[。！？”’」』]))|\\n+");

    /** Their stop ends no sentence. */
    private static final Set<String> SHORT =
            Set.of("mr", "mrs", "ms", "dr", "st", "vs", "e.g", "i.e", "approx");

    /** Their stop ends none if what follows does not begin one. */
    private static final Set<String> SHORT_WITHIN = Set.of("no", "nr", "etc", "p", "pp");

    /** A letter of a name: at the beginning, or behind another or a name within a sentence. */
    private static final Pattern INITIAL =
            Pattern.compile("(?:^|\\p{Lu}\\. ?|\\s\\p{Lu}\\p{Ll}+ )\\p{Lu}$");

    /** What has no end by then is given up. */
    private static final int LONGEST = 4_000;

    private final ChatEvidence evidence;
    private final Answer answer;
    private final StringBuilder waiting = new StringBuilder();
    private int said;
    private int dropped;

    CitedSentences(ChatEvidence evidence, Answer answer) {
        this.evidence = evidence;
        this.answer = answer;
    }

    int said() {
        return said;
    }

    int dropped() {
        return dropped;
    }

    void add(String text) {
        waiting.append(text);
        int from = 0;
        Matcher end = END.matcher(waiting);
        int begun = 0;
        while (end.find(from)) {
            from = end.end();
            if (!isShort(begun, end.start())) {
                say(waiting.substring(begun, end.end()));
                begun = end.end();
            }
        }
        waiting.delete(0, begun);
        if (waiting.length() > LONGEST) {
            dropped++;
            waiting.setLength(0);
        }
    }

    /** Nothing more comes; what is left is a sentence if it was not broken off. */
    void end(boolean whole) {
        if (whole) {
            say(waiting.toString());
        } else if (!waiting.toString().isBlank()) {
            dropped++;
        }
        waiting.setLength(0);
    }

    /**
     * Whether the stop at a place ends a short word only, as that of "Dr. No". In doubt it is an
     * end: what is cut too short cites nothing and is dropped, what is joined would be let through
     * by the next one's citation.
     */
    private boolean isShort(int from, int stop) {
        if (waiting.charAt(stop) != '.') {
            return false;
        }
        String before = waiting.substring(from, stop).stripLeading();
        String word = before.substring(before.lastIndexOf(' ') + 1);
        String small = word.toLowerCase(Locale.ROOT);
        if (SHORT.contains(small)) {
            return true;
        }
        if (SHORT_WITHIN.contains(small)) {
            int next = stop + 1;
            while (next < waiting.length() - 1 && Character.isWhitespace(waiting.charAt(next))) {
                next++;
            }
            int first = waiting.codePointAt(Math.min(next, waiting.length() - 1));
            return Character.isDigit(first) || Character.isLowerCase(first);
        }
        return INITIAL.matcher(before).find();
    }

    private void say(String sentence) {
        Set<Citation> citations = new LinkedHashSet<>();
        Matcher cited = CITED.matcher(sentence);
        while (cited.find()) {
            for (String number : cited.group(1).split("\\s*,\\s*")) {
                evidence.of(Integer.parseInt(number)).ifPresent(citations::add);
            }
        }
        String text =
                CITED.matcher(sentence)
                        .replaceAll("")
                        .replaceAll("\\s+([.,;:!?।॥۔؟،؛։።፧])", "$1")
                        .replaceAll("\\s+", " ")
                        .strip();
        if (text.codePoints().noneMatch(Character::isLetterOrDigit) || text.startsWith(NOTHING)) {
            return;
        }
        if (citations.isEmpty()) {
            dropped++;
            return;
        }
        said++;
        answer.say(text, List.copyOf(new ArrayList<>(citations)));
    }
}
