package io.zoetrope.media.captions;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * From bytes to characters: by the byte order mark; else UTF-16 if every other byte is mostly 0;
 * else UTF-8 if it is valid; else Windows-1252, in which every byte is something.
 */
final class CaptionEncoding {
    private static final Charset WESTERN = Charset.forName("windows-1252");
    private static final int LOOKED_AT = 2048;

    private CaptionEncoding() {}

    static String decode(byte[] bytes) {
        if (startsWith(bytes, 0xef, 0xbb, 0xbf)) {
            return text(bytes, 3, StandardCharsets.UTF_8);
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
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return text(bytes, 0, WESTERN);
        }
    }

    private static String text(byte[] bytes, int from, Charset charset) {
        return new String(bytes, from, bytes.length - from, charset);
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
