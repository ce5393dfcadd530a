package io.zoetrope.media.clips;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a box of an MP4 lies (ISO/IEC 14496-12 §4.2). Pure.
 *
 * @param type four characters
 * @param at its first byte
 * @param size in bytes, with its head
 */
record Mp4Box(String type, int at, int size) {
    static final int HEAD = 8;

    /** Head of a box with a version and flags. */
    static final int FULL_HEAD = 12;

    private static final int LARGE_HEAD = 16;
    private static final int IN_64_BITS = 1;

    int end() {
        return at + size;
    }

    /**
     * The box at a place.
     *
     * @param limit where what it lies in is over
     * @throws IllegalArgumentException if there is none that fits
     */
    static Mp4Box read(ByteBuffer bytes, int at, int limit) {
        if (at < 0 || at + HEAD > limit) {
            throw new IllegalArgumentException("no box at " + at);
        }
        byte[] type = new byte[Integer.BYTES];
        bytes.get(at + Integer.BYTES, type);
        long size = Integer.toUnsignedLong(bytes.getInt(at));
        if (size == IN_64_BITS && at + LARGE_HEAD <= limit) {
            size = bytes.getLong(at + HEAD);
        }
        if (size < HEAD || size > limit - at) {
            throw new IllegalArgumentException("a box of " + size + " bytes");
        }
        return new Mp4Box(new String(type, StandardCharsets.ISO_8859_1), at, (int) size);
    }

    /**
     * Boxes in a row.
     *
     * @throws IllegalArgumentException if something else is among them
     */
    static List<Mp4Box> all(ByteBuffer bytes, int from, int limit) {
        List<Mp4Box> boxes = new ArrayList<>();
        for (int at = from; at < limit; at = boxes.get(boxes.size() - 1).end()) {
            boxes.add(read(bytes, at, limit));
        }
        return boxes;
    }

    /** Those right below this one, which holds boxes alone. */
    List<Mp4Box> children(ByteBuffer bytes) {
        return all(bytes, at + HEAD, end());
    }

    Optional<Mp4Box> child(ByteBuffer bytes, String childType) {
        return children(bytes).stream().filter(box -> box.type.equals(childType)).findFirst();
    }

    byte[] copy(ByteBuffer bytes) {
        byte[] copied = new byte[size];
        bytes.get(at, copied);
        return copied;
    }
}
