package io.zoetrope.query.question;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Where an index begins a word of its own inside of what a question has for one, as Lucene's
 * StandardTokenizer does it, and its CJKBigramFilter behind that; rather too often than too rarely.
 */
final class IndexTerms {
    /** It cuts what is longer than 255 UTF-16 units; a little less where a letter has two. */
    private static final int LONGEST = 250;

    /** Where what Chinese, Japanese and Korean have in common begins. */
    private static final int FIRST_RADICAL = 0x2E80;

    /** Each of their characters is a word for some language, alone or with its neighbour. */
    private static final Set<UnicodeScript> APART =
            Set.of(
                    UnicodeScript.HAN,
                    UnicodeScript.HIRAGANA,
                    UnicodeScript.KATAKANA,
                    UnicodeScript.HANGUL,
                    UnicodeScript.COMMON);

    /** Written without spaces, and kept together; but not with letters of others, or digits. */
    private static final Set<UnicodeScript> UNSPACED =
            Set.of(
                    UnicodeScript.THAI,
                    UnicodeScript.LAO,
                    UnicodeScript.KHMER,
                    UnicodeScript.MYANMAR,
                    UnicodeScript.TAI_LE,
                    UnicodeScript.NEW_TAI_LUE,
                    UnicodeScript.TAI_THAM,
                    UnicodeScript.TAI_VIET,
                    UnicodeScript.AHOM);

    private enum Kind {
        SPACED,
        DIGIT,
        UNSPACED,
        APART,
        APOSTROPHE,
        MARK,
        /** A mark of a language without spaces. */
        VOWEL;

        boolean goesOn(Kind before) {
            return switch (this) {
                case SPACED, DIGIT -> before == SPACED || before == DIGIT;
                case UNSPACED, VOWEL -> before == UNSPACED;
                case APART -> false;
                case APOSTROPHE -> before == SPACED;
                // The filter makes a pair of each with what it belongs to.
                case MARK -> before != APART;
            };
        }

        /** As what the next one is compared with. */
        Kind leaves(Kind before, boolean goesOn) {
            return switch (this) {
                case MARK -> before;
                case VOWEL -> before == APART ? APART : UNSPACED;
                case APOSTROPHE -> goesOn ? before : this;
                default -> this;
            };
        }
    }

    private IndexTerms() {}

    /** At most. */
    static int count(String word) {
        return starts(word).size();
    }

    /**
     * Whether an index makes pairs of its characters, also of such as are not seen between them.
     */
    static boolean arePairs(String text) {
        return text.codePoints().anyMatch(IndexTerms::isPaired);
    }

    private static boolean isPaired(int c) {
        UnicodeScript script = UnicodeScript.of(c);
        return script == UnicodeScript.COMMON ? c >= FIRST_RADICAL : APART.contains(script);
    }

    /** Its beginning, of at most so many. */
    static String first(String word, int most) {
        List<Integer> starts = starts(word);
        return starts.size() <= most ? word : word.substring(0, starts.get(most));
    }

    private static List<Integer> starts(String word) {
        List<Integer> starts = new ArrayList<>();
        int start = -LONGEST;
        Kind before = Kind.APART;
        for (int at = 0; at < word.length(); at += Character.charCount(word.codePointAt(at))) {
            Kind kind = kind(word.codePointAt(at));
            boolean goesOn = kind.goesOn(before);
            if (!goesOn || at - start >= LONGEST) {
                starts.add(at);
                start = at;
            }
            before = kind.leaves(before, goesOn);
        }
        return starts;
    }

    private static Kind kind(int c) {
        return switch (Character.getType(c)) {
            case Character.DECIMAL_DIGIT_NUMBER -> Kind.DIGIT;
            case Character.FORMAT,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK ->
                    UNSPACED.contains(UnicodeScript.of(c)) ? Kind.VOWEL : Kind.MARK;
            default -> c == '\'' || c == '\u2019' ? Kind.APOSTROPHE : ofLetter(c);
        };
    }

    private static Kind ofLetter(int c) {
        UnicodeScript script = UnicodeScript.of(c);
        // Apostrophes of Hawaiian, Ukrainian and others.
        boolean modifier = c >= 0x2B0 && c <= 0x2FF;
        if (UNSPACED.contains(script)) {
            return Kind.UNSPACED;
        }
        boolean apart =
                !Character.isLetter(c)
                        || Character.isIdeographic(c)
                        || (APART.contains(script) && !modifier);
        return apart ? Kind.APART : Kind.SPACED;
    }
}
