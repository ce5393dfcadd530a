package io.zoetrope.media.playback;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Pictures of H.264 as transport streams carry them, with start codes (ITU-T H.264 Annex B), as MP4
 * wants them, each unit behind its length, and the other way round. Pure.
 */
public final class AnnexB {
    /** The long form of a start code. */
    static final byte[] START = {0, 0, 0, 1};

    private static final int LENGTH_BYTES = 4;
    private static final int TYPE = 0x1F;
    private static final int SEQUENCE = 7;
    private static final int DELIMITER = 9;

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
            boolean sequence = (unit[0] & TYPE) == SEQUENCE;
            if (sequence
                    && units(configuration).stream().noneMatch(own -> Arrays.equals(own, unit))) {
                return true;
            }
        }
        return false;
    }

    /** What stands between start codes; none is empty. */
    static List<byte[]> units(byte[] bytes) {
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

    /**
     * The other way round, with what a decoder has to know before key frames.
     *
     * @param picture each unit behind its length; an empty one is left out, and so is what is
     *     behind a length that is too long
     * @param configuration of the pictures
     */
    public static byte[] withStarts(byte[] picture, AvcConfiguration configuration, boolean key) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(picture.length + 64);
        boolean told = !key;
        int at = 0;
        int unit;
        while ((unit = at + configuration.lengthBytes()) < picture.length) {
            int length = length(picture, at, configuration.lengthBytes());
            if (length < 0 || length > picture.length - unit) {
                break;
            }
            if (length == 0) {
                at = unit;
                continue;
            }
            // A delimiter, if there is one, is the first.
            if (!told && (picture[unit] & TYPE) != DELIMITER) {
                out.writeBytes(configuration.parameterSets());
                told = true;
            }
            out.writeBytes(START);
            out.write(picture, unit, length);
            at = unit + length;
        }
        return out.toByteArray();
    }

    private static int length(byte[] bytes, int at, int count) {
        int length = 0;
        for (int i = 0; i < count; i++) {
            length = length << 8 | bytes[at + i] & 0xFF;
        }
        return length;
    }

    /** Each unit behind its length in four bytes. */
    public static byte[] withLengths(byte[] picture) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(picture.length + LENGTH_BYTES);
        units(picture).forEach(unit -> write(unit, out));
        return out.toByteArray();
    }

    /** Behind its length. */
    static void write(byte[] unit, ByteArrayOutputStream out) {
        out.write(unit.length >>> 24);
        out.write(unit.length >>> 16);
        out.write(unit.length >>> 8);
        out.write(unit.length);
        out.writeBytes(unit);
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
