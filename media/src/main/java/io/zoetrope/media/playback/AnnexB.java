package io.zoetrope.media.playback;

import java.io.ByteArrayOutputStream;

/**
 * Pictures of H.264 as transport streams carry them, with start codes (ITU-T H.264 Annex B), as MP4
 * wants them: each unit behind its length in four bytes. Pure.
 */
public final class AnnexB {
    private static final int LENGTH_BYTES = 4;

    private AnnexB() {}

    /** Whether a codec's configuration says that its pictures have start codes. */
    public static boolean isMarked(byte[] configuration) {
        return configuration.length > 3
                && configuration[0] == 0
                && configuration[1] == 0
                && (configuration[2] == 1 || configuration[2] == 0 && configuration[3] == 1);
    }

    public static byte[] withLengths(byte[] picture) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(picture.length + LENGTH_BYTES);
        int unit = nextStart(picture, 0);
        while (unit < picture.length) {
            int next = nextMark(picture, unit);
            int end = next;
            while (end > unit && picture[end - 1] == 0) {
                end--;
            }
            int length = end - unit;
            if (length > 0) {
                out.write(length >>> 24);
                out.write(length >>> 16);
                out.write(length >>> 8);
                out.write(length);
                out.write(picture, unit, length);
            }
            unit = nextStart(picture, next);
        }
        return out.toByteArray();
    }

    /** Where the three bytes of the next start code begin; the length if there is none. */
    private static int nextMark(byte[] bytes, int from) {
        for (int i = from; i + 2 < bytes.length; i++) {
            if (bytes[i] == 0 && bytes[i + 1] == 0 && bytes[i + 2] == 1) {
                return i;
            }
        }
        return bytes.length;
    }

    private static int nextStart(byte[] bytes, int from) {
        int mark = nextMark(bytes, from);
        return mark == bytes.length ? mark : mark + 3;
    }
}
