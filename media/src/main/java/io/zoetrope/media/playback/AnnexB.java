package io.zoetrope.media.playback;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Pictures of H.264 as transport streams carry them, with start codes (ITU-T H.264 Annex B), as MP4
 * wants them: each unit behind its length in four bytes. Pure.
 */
public final class AnnexB {
    private static final int LENGTH_BYTES = 4;
    private static final int SEQUENCE = 7;

    private AnnexB() {}

    /** Whether a codec's configuration says that its pictures have start codes. */
    public static boolean isMarked(byte[] configuration) {
        return configuration.length > 3
                && configuration[0] == 0
                && configuration[1] == 0
                && (configuration[2] == 1 || configuration[2] == 0 && configuration[3] == 1);
    }

    /**
     * Whether a key frame comes with a sequence parameter set (type 7) that is not the
     * configuration's.
     */
    public static boolean changes(byte[] configuration, byte[] picture) {
        for (byte[] unit : units(picture)) {
            boolean sequence = (unit[0] & 0x1F) == SEQUENCE;
            if (sequence
                    && units(configuration).stream().noneMatch(own -> Arrays.equals(own, unit))) {
                return true;
            }
        }
        return false;
    }

    private static List<byte[]> units(byte[] bytes) {
        List<byte[]> units = new ArrayList<>();
        int unit = nextStart(bytes, 0);
        while (unit < bytes.length) {
            int next = nextMark(bytes, unit);
            int end = next;
            while (end > unit && bytes[end - 1] == 0) {
                end--;
            }
            if (end > unit) {
                units.add(Arrays.copyOfRange(bytes, unit, end));
            }
            unit = nextStart(bytes, next);
        }
        return units;
    }

    public static byte[] withLengths(byte[] picture) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(picture.length + LENGTH_BYTES);
        for (byte[] unit : units(picture)) {
            out.write(unit.length >>> 24);
            out.write(unit.length >>> 16);
            out.write(unit.length >>> 8);
            out.write(unit.length);
            out.writeBytes(unit);
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
