package io.zoetrope.media.captions;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * From bytes to characters: by the byte order mark; else UTF-16 if every other byte is mostly 0;
 * else UTF-8 if nearly all of it is valid, each broken byte for itself; else the older encoding of
 * its language, see {@link OldEncoding}.
 */
final class CaptionEncoding {
    private static final int LOOKED_AT = 2048;

    /** So many times as many valid sequences as broken bytes: then it is UTF-8. */
    private static final int SURE = 2;

    private CaptionEncoding() {}

    /**
     * @param damaged lines with bytes that are no characters: they stand as U+FFFD
     */
    record Decoded(String text, int damaged) {}

    /**
     * @param language BCP 47, or empty: tells older encodings apart
     */
    static Decoded decode(byte[] bytes, String language) {
        if (startsWith(bytes, 0xef, 0xbb, 0xbf)) {
            return utf8(bytes, 3, language);
        }
        if (startsWith(bytes, 0xff, 0xfe)) {
            return text(bytes, 2, StandardCharsets.UTF_16LE);
        }
        if (startsWith(bytes, 0xfe, 0xff)) {
            return text(bytes, 2, StandardCharsets.UTF_16BE);
        }
        if (mostlyZero(bytes, 1)) {
            return text(bytes, 0, StandardCharsets.UTF_16LE);
        }
        if (mostlyZero(bytes, 0)) {
            return text(bytes, 0, StandardCharsets.UTF_16BE);
        }
        Utf8Bytes counted = Utf8Bytes.of(bytes, 0, bytes.length);
        return counted.broken() == 0 || counted.sequences() > SURE * counted.broken()
                ? utf8(bytes, 0, language)
                : text(bytes, 0, OldEncoding.of(bytes, language));
    }

    /** A line that has no UTF-8 at all was pasted from elsewhere. */
    private static Decoded utf8(byte[] bytes, int from, String language) {
        if (Utf8Bytes.of(bytes, from, bytes.length).broken() == 0) {
            return text(bytes, from, StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream mended = new ByteArrayOutputStream(bytes.length);
        int damaged = 0;
        int end;
        for (int at = from; at < bytes.length; at = end) {
            end = lineEnd(bytes, at);
            Utf8Bytes line = Utf8Bytes.of(bytes, at, end);
            if (line.broken() > 0 && line.sequences() == 0) {
                String old = new String(bytes, at, end - at, OldEncoding.usual(language));
                mended.writeBytes(old.getBytes(StandardCharsets.UTF_8));
            } else {
                mended.write(bytes, at, end - at);
                damaged += line.broken() > 0 ? 1 : 0;
            }
        }
        return new Decoded(mended.toString(StandardCharsets.UTF_8), damaged);
    }

    /** Behind the line's last byte. */
    private static int lineEnd(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != '\n' && bytes[at] != '\r') {
            at++;
        }
        return Math.min(at + 1, bytes.length);
    }

    private static Decoded text(byte[] bytes, int from, Charset charset) {
        return new Decoded(new String(bytes, from, bytes.length - from, charset), 0);
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xff) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean mostlyZero(byte[] bytes, int from) {
        int zeros = 0;
        int seen = 0;
        for (int i = from; i < Math.min(bytes.length, LOOKED_AT); i += 2) {
            zeros += bytes[i] == 0 ? 1 : 0;
            seen++;
        }
        return seen >= 4 && zeros * 2 > seen;
    }
}
