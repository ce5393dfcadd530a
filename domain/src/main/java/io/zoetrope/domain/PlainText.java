package io.zoetrope.domain;

import java.text.Normalizer;

/**
 * Text that every topic, index and archive takes as it is: no control characters, and no half of a
 * surrogate pair, which UTF-8 cannot write.
 */
public final class PlainText {
    private static final char REPLACEMENT = '\uFFFD';

    private PlainText() {}

    public static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (isForeign(text.codePointAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** The same with U+FFFD in place of what is not plain. */
    public static String plain(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder mended = new StringBuilder(text.length());
        text.codePoints().forEach(c -> mended.appendCodePoint(isForeign(c) ? REPLACEMENT : c));
        return mended.toString();
    }

    /**
     * The same with each accent in its letter (Unicode's form C), as keyboards write it: two texts
     * that look the same are the same for an index.
     */
    public static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** At most this many UTF-16 units, never half of a surrogate pair; null stays null. */
    public static String cut(String text, int maxLength) {
        if (text == null || text.length() <= maxLength) {
            return text;
        }
        boolean splitsPair = maxLength > 0 && Character.isHighSurrogate(text.charAt(maxLength - 1));
        return text.substring(0, splitsPair ? maxLength - 1 : maxLength);
    }

    private static boolean isForeign(int codePoint) {
        return Character.isISOControl(codePoint)
                || Character.getType(codePoint) == Character.SURROGATE;
    }
}
