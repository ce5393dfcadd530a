package io.zoetrope.media.ffmpeg;

import io.zoetrope.domain.MediaSource;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Compares the length that a container's outermost boxes declare with the bytes that are there.
 * Boxes: ISO/IEC 14496-12 §4.2, EBML: RFC 8794, RIFF.
 */
final class DeclaredLength {
    private static final int MAX_BOXES = 10_000;
    private static final int HEADER_BYTES = 16;
    private static final int EBML_SEGMENT = 0x18538067;
    private static final int EBML_HEADER = 0x1A45DFA3;
    private static final int RIFF_HEADER_BYTES = 8;

    private DeclaredLength() {}

    /** Bytes that are declared but not there; 0 where nothing is missing or it cannot be told. */
    static long missingBytes(Container container, MediaSource source) {
        long size = source.size();
        if (size <= 0) {
            return 0;
        }
        try {
            long declared =
                    switch (container) {
                        case MP4 -> boxes(source, size);
                        case MATROSKA -> elements(source, size);
                        case AVI -> riff(source);
                        default -> 0;
                    };
            return Math.max(0, declared - size);
        } catch (IOException e) {
            // The caller already reports a better-founded reason.
            return 0;
        }
    }

    private static long boxes(MediaSource source, long size) throws IOException {
        long position = 0;
        for (int i = 0; i < MAX_BOXES && position < size; i++) {
            ByteBuffer header = bytesAt(source, position);
            if (header.remaining() < Integer.BYTES * 2) {
                return position + Integer.BYTES * 2;
            }
            long length = Integer.toUnsignedLong(header.getInt(0));
            if (length == 0) {
                return size;
            }
            if (length == 1) {
                length = header.remaining() < HEADER_BYTES ? -1 : header.getLong(Long.BYTES);
            }
            if (length < Integer.BYTES * 2 || position + length < 0) {
                return 0;
            }
            position += length;
        }
        return position;
    }

    private static long elements(MediaSource source, long size) throws IOException {
        long position = 0;
        while (position < size) {
            ByteBuffer header = bytesAt(source, position);
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
        ByteBuffer header = bytesAt(source, 0);
        return header.remaining() < RIFF_HEADER_BYTES
                ? 0
                : RIFF_HEADER_BYTES
                        + Integer.toUnsignedLong(
                                Integer.reverseBytes(header.getInt(Integer.BYTES)));
    }

    private static ByteBuffer bytesAt(MediaSource source, long position) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES);
        while (bytes.hasRemaining()) {
            if (source.read(position + bytes.position(), bytes) < 0) {
                break;
            }
        }
        return bytes.flip();
    }
}
