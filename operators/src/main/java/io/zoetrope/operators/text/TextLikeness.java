package io.zoetrope.operators.text;

import java.util.Locale;

/**
 * How alike two readings are: one less the edit distance (Levenshtein 1966) over the longer length.
 */
final class TextLikeness {
    /** Longer ones are compared by their start, so that a pair costs at most its square. */
    private static final int MAX_COMPARED = 160;

    private TextLikeness() {}

    /**
     * Case and all but letters and digits do not count.
     *
     * @return [0,1]
     */
    static float of(String one, String other) {
        String a = letters(one);
        String b = letters(other);
        int longer = Math.max(a.length(), b.length());
        if (longer == 0) {
            return one.equals(other) ? 1 : 0;
        }
        return 1 - (float) distance(a, b) / longer;
    }

    /**
     * Also counts a reading that is a part of the other one as alike: writing that comes into view.
     */
    static boolean isPart(String one, String other) {
        String a = letters(one);
        String b = letters(other);
        return Math.min(a.length(), b.length()) >= 3 && (a.contains(b) || b.contains(a));
    }

    private static String letters(String text) {
        StringBuilder letters = new StringBuilder();
        String lower = text.toLowerCase(Locale.ROOT);
        for (int i = 0; i < lower.length() && letters.length() < MAX_COMPARED; i++) {
            char c = lower.charAt(i);
            if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
                letters.append(c);
            }
        }
        return letters.toString();
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int above = row[j];
                int swap = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(swap, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
