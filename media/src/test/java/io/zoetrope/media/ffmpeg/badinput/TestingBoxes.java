package io.zoetrope.media.ffmpeg.badinput;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Set;

/** Changes boxes of an MP4 (ISO/IEC 14496-12 §4.2), the sizes around them too. */
final class TestingBoxes {
    private static final Set<String> NESTED =
            Set.of("moov", "trak", "mdia", "minf", "dinf", "stbl");
    private static final int HEADER_BYTES = 8;

    private TestingBoxes() {}

    /** Every box of a type in place of another; all sizes are 32 bits. */
    static byte[] replaced(byte[] boxes, String type, byte[] by) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int at = 0, size; at < boxes.length; at += size) {
            size = ByteBuffer.wrap(boxes).getInt(at);
            String found = new String(boxes, at + Integer.BYTES, Integer.BYTES, ISO_8859_1);
            byte[] content = new byte[size - HEADER_BYTES];
            System.arraycopy(boxes, at + HEADER_BYTES, content, 0, content.length);
            out.writeBytes(
                    found.equals(type)
                            ? by
                            : NESTED.contains(found)
                                    ? box(found, replaced(content, type, by))
                                    : box(found, content));
        }
        return out.toByteArray();
    }

    static byte[] box(String type, byte[]... contents) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] each : contents) {
            content.writeBytes(each);
        }
        return ByteBuffer.allocate(HEADER_BYTES + content.size())
                .putInt(HEADER_BYTES + content.size())
                .put(type.getBytes(ISO_8859_1))
                .put(content.toByteArray())
                .array();
    }
}
