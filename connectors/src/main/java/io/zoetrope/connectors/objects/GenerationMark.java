package io.zoetrope.connectors.objects;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A comment in a JPEG that says in which life of its video it was made, so that a removal, however
 * late, leaves the pictures of a later life alone. It stands behind the JFIF header, where decoders
 * pass over it (ITU-T T.81, B.2.4.5).
 */
final class GenerationMark {
    /** The mark of a picture with a JFIF header lies within its first so many bytes. */
    static final int WITHIN = 64;

    private static final short COMMENT = (short) 0xfffe;
    private static final int JPEG_START = 0xffd8;
    private static final int JFIF_HEADER = 0xffe0;
    private static final byte[] NAME = "zoetrope generation ".getBytes(US_ASCII);
    private static final int LENGTH = 2 * Short.BYTES + NAME.length + Long.BYTES;

    private GenerationMark() {}

    /** A copy with the mark; what is no JPEG stays as it is. */
    static byte[] add(byte[] jpeg, long generation) {
        int at = place(jpeg);
        return at < 0
                ? jpeg
                : ByteBuffer.allocate(jpeg.length + LENGTH)
                        .put(jpeg, 0, at)
                        .putShort(COMMENT)
                        .putShort((short) (LENGTH - Short.BYTES))
                        .put(NAME)
                        .putLong(generation)
                        .put(jpeg, at, jpeg.length - at)
                        .array();
    }

    /**
     * @param start the picture, or its first bytes
     * @return 0 if there is no mark: older than any removal
     */
    static long read(byte[] start) {
        int at = place(start);
        if (at < 0 || start.length < at + LENGTH) {
            return 0;
        }
        ByteBuffer mark = ByteBuffer.wrap(start, at, LENGTH);
        boolean comment = mark.getShort() == COMMENT && mark.getShort() == LENGTH - Short.BYTES;
        byte[] name = new byte[NAME.length];
        mark.position(at + 2 * Short.BYTES).get(name);
        return comment && Arrays.equals(name, NAME) ? mark.getLong() : 0;
    }

    /** Behind what must come first; -1 if it is no JPEG, or is cut before that. */
    private static int place(byte[] jpeg) {
        if (jpeg.length < 3 * Short.BYTES || number(jpeg, 0) != JPEG_START) {
            return -1;
        }
        int at = number(jpeg, 2) == JFIF_HEADER ? 4 + number(jpeg, 4) : 2;
        return at <= jpeg.length ? at : -1;
    }

    private static int number(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }
}
