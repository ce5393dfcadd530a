package io.zoetrope.media.ffmpeg.container;

import io.zoetrope.domain.store.MediaSource;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Compares the length that a container's outermost boxes declare with the bytes that are there.
 * Boxes: ISO/IEC 14496-12 §4.2, EBML: RFC 8794, RIFF.
 */
public final class DeclaredLength {
    /** There are more boxes than are looked at. */
    public static final long NOT_KNOWN = -1;

    private static final int HEADER_BYTES = 16;
    private static final int EBML_SEGMENT = 0x18538067;
    private static final int EBML_HEADER = 0x1A45DFA3;
    private static final int RIFF_HEADER_BYTES = 8;

    private DeclaredLength() {}

    /**
     * Bytes that are declared but not there; 0 if nothing is missing or it cannot be told, {@link
     * #NOT_KNOWN} if there is more to it than is looked at.
     */
    public static long missingBytes(Container container, MediaSource source) {
        long size = source.size();
        if (size <= 0) {
            return 0;
        }
        try {
            long declared =
                    switch (container) {
                        case MP4 -> boxes(source);
                        case MATROSKA -> elements(source, size);
                        case AVI -> riff(source);
                        default -> 0;
                    };
            return declared == NOT_KNOWN ? NOT_KNOWN : Math.max(0, declared - size);
        } catch (IOException e) {
            // The caller already reports a better-founded reason.
            return 0;
        }
    }

    private static long boxes(MediaSource source) throws IOException {
        Boxes boxes = new Boxes(source);
        while (boxes.next()) {
            // Their headers say where the next one is.
        }
        return boxes.gaveUp() ? NOT_KNOWN : boxes.endAt();
    }

    private static long elements(MediaSource source, long size) throws IOException {
        long position = 0;
        while (position < size) {
            ByteBuffer header = Boxes.bytesAt(source, position, HEADER_BYTES);
            if (header.remaining() <= Integer.BYTES) {
                return 0;
            }
            int id = header.getInt();
            int first = Byte.toUnsignedInt(header.get());
            int extra = Integer.numberOfLeadingZeros(first) - (Integer.SIZE - Byte.SIZE);
            if (extra >= Byte.SIZE || header.remaining() < extra) {
                return 0;
            }
            long length = first & ((1 << (Byte.SIZE - 1 - extra)) - 1);
            boolean unknown = length == (1 << (Byte.SIZE - 1 - extra)) - 1;
            for (int i = 0; i < extra; i++) {
                int next = Byte.toUnsignedInt(header.get());
                unknown &= next == 0xFF;
                length = length << Byte.SIZE | next;
            }
            if (unknown || (id != EBML_HEADER && id != EBML_SEGMENT)) {
                return 0;
            }
            position += Integer.BYTES + 1 + extra + length;
            if (id == EBML_SEGMENT) {
                return position;
            }
        }
        return position;
    }

    private static long riff(MediaSource source) throws IOException {
        ByteBuffer header = Boxes.bytesAt(source, 0, HEADER_BYTES);
        return header.remaining() < RIFF_HEADER_BYTES
                ? 0
                : RIFF_HEADER_BYTES
                        + Integer.toUnsignedLong(
                                Integer.reverseBytes(header.getInt(Integer.BYTES)));
    }
}
