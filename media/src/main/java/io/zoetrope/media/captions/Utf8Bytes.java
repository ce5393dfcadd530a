package io.zoetrope.media.captions;

/**
 * What of some bytes is UTF-8 (RFC 3629).
 *
 * @param sequences characters of more than one byte
 * @param broken bytes that are part of no character
 */
record Utf8Bytes(int sequences, int broken) {
    static Utf8Bytes of(byte[] bytes, int from, int to) {
        int sequences = 0;
        int broken = 0;
        int at = from;
        while (at < to) {
            int length = length(bytes, at, to);
            sequences += length > 1 ? 1 : 0;
            broken += length == 0 ? 1 : 0;
            at += Math.max(1, length);
        }
        return new Utf8Bytes(sequences, broken);
    }

    /** Of the character that begins there; 0 if none does. */
    private static int length(byte[] bytes, int at, int to) {
        int first = bytes[at] & 0xff;
        int length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
        if (first > 0xf4 || at + length > to) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if ((bytes[at + i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return length > 2 && !shortest(first, bytes[at + 1] & 0xff) ? 0 : length;
    }

    /** Neither longer than it need be, nor half of a pair, nor beyond the last character. */
    private static boolean shortest(int first, int second) {
        return switch (first) {
            case 0xe0 -> second >= 0xa0;
            case 0xed -> second < 0xa0;
            case 0xf0 -> second >= 0x90;
            case 0xf4 -> second < 0x90;
            default -> true;
        };
    }
}
