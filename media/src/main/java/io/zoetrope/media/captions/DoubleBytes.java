package io.zoetrope.media.captions;

/**
 * Tells the encodings of East Asia apart, whose characters are pairs of bytes, by which first bytes
 * their common characters have: kana in Shift JIS, the 3,755 characters of the first level in GB
 * 2312 and the 5,401 in Big5, hangul in KS X 1001.
 */
final class DoubleBytes {
    private static final double MOSTLY = .85;

    /**
     * Of what is written in Japanese, and what in Chinese is written with second bytes of ASCII.
     */
    private static final double SOME = .15;

    private int pairs;
    private int kana;
    private int japanese;
    private int chinese;
    private int hangul;
    private int traditional;
    private int lowSeconds;

    private DoubleBytes() {}

    /** Its name, or empty if it is none of them. */
    static String guess(byte[] bytes) {
        DoubleBytes seen = new DoubleBytes();
        for (int i = 0; i + 1 < bytes.length; i++) {
            if (bytes[i] < 0) {
                seen.pair(bytes[i] & 0xff, bytes[++i] & 0xff);
            }
        }
        return seen.name();
    }

    private void pair(int first, int second) {
        pairs++;
        boolean high = second >= 0xa1;
        kana += first == 0x82 && second >= 0x9f || first == 0x83 && second >= 0x40 ? 1 : 0;
        japanese += first >= 0x81 && first <= 0x9f && second >= 0x40 ? 1 : 0;
        boolean punctuation = first >= 0xa1 && first <= 0xa3;
        chinese += high && (punctuation || first >= 0xb0 && first <= 0xd7) ? 1 : 0;
        hangul += high && (punctuation || first >= 0xb0 && first <= 0xc8) ? 1 : 0;
        boolean low = second >= 0x40 && second < 0x7f;
        traditional += (low || high) && first >= 0xa1 && first <= 0xc6 ? 1 : 0;
        lowSeconds += low ? 1 : 0;
    }

    private String name() {
        if (mostly(japanese) && kana > SOME * pairs) {
            return "windows-31j";
        }
        if (mostly(traditional) && lowSeconds > SOME * pairs) {
            return "Big5";
        }
        if (mostly(hangul)) {
            return "x-windows-949";
        }
        return mostly(chinese) ? "GB18030" : "";
    }

    private boolean mostly(int some) {
        return some > MOSTLY * pairs;
    }
}
