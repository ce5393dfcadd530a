package io.zoetrope.models.tokenize;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * GPT-2's one-to-one writing of bytes as printable characters: what is printable in Latin-1 stands
 * for itself, the other bytes follow from U+0100 on, in order.
 */
final class ByteAlphabet {
    private static final char[] CHARS = new char[256];
    private static final int[] BYTES = new int[512];

    static {
        java.util.Arrays.fill(BYTES, -1);
        int next = 256;
        for (int b = 0; b < 256; b++) {
            boolean itself = (b >= 33 && b <= 126) || (b >= 161 && b <= 172) || b >= 174;
            CHARS[b] = (char) (itself ? b : next++);
            BYTES[CHARS[b]] = b;
        }
    }

    private ByteAlphabet() {}

    static String write(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        char[] written = new char[utf8.length];
        for (int i = 0; i < utf8.length; i++) {
            written[i] = CHARS[utf8[i] & 0xff];
        }
        return new String(written);
    }

    /** Characters outside the alphabet are left out; broken UTF-8 becomes U+FFFD. */
    static String read(String written) {
        ByteArrayOutputStream utf8 = new ByteArrayOutputStream(written.length());
        written.chars()
                .filter(c -> c < BYTES.length && BYTES[c] >= 0)
                .forEach(c -> utf8.write(BYTES[c]));
        return utf8.toString(StandardCharsets.UTF_8);
    }

    /** The 256 characters in CLIP's order: those that stand for themselves first. */
    static String[] inClipOrder() {
        java.util.List<String> chars = new java.util.ArrayList<>();
        for (int pass = 0; pass < 2; pass++) {
            for (int b = 0; b < 256; b++) {
                if ((CHARS[b] == b) == (pass == 0)) {
                    chars.add(String.valueOf(CHARS[b]));
                }
            }
        }
        return chars.toArray(String[]::new);
    }
}
