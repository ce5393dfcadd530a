package io.zoetrope.media.clips;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;

/**
 * Puts the index of an MP4 in front of its media, so that a player can begin with the first bytes
 * (ISO/IEC 14496-12: the order of boxes is free, chunk offsets of {@code stco} and {@code co64}
 * count from the file's beginning). For files that a muxer of this process has written. Pure.
 */
public final class MoovFirst {
    private static final Set<String> CONTAINERS = Set.of("trak", "mdia", "minf", "stbl");

    private MoovFirst() {}

    /**
     * @param whole not changed
     * @return its parts in their new order, each from its position to its limit
     * @throws IllegalArgumentException if it is no MP4 whose index stands behind something
     */
    public static List<ByteBuffer> parts(ByteBuffer whole) {
        // Of the byte order of files, whatever the memory is of.
        ByteBuffer file = whole.duplicate();
        Mp4Box first = Mp4Box.read(file, 0, file.limit());
        Mp4Box moov = first;
        while (!moov.type().equals("moov")) {
            moov = Mp4Box.read(file, moov.end(), file.limit());
        }
        if (moov.at() == 0) {
            throw new IllegalArgumentException("an MP4 that begins with its index");
        }
        ByteBuffer index = ByteBuffer.wrap(moov.copy(file));
        shift(index, Mp4Box.read(index, 0, index.limit()), moov.size());
        return List.of(
                slice(file, 0, first.end()),
                index,
                slice(file, first.end(), moov.at()),
                slice(file, moov.end(), file.limit()));
    }

    /** Adds to every chunk offset below a box of the index. */
    private static void shift(ByteBuffer index, Mp4Box parent, int by) {
        for (Mp4Box box : parent.children(index)) {
            int entries = box.at() + Mp4Box.FULL_HEAD;
            if (CONTAINERS.contains(box.type())) {
                shift(index, box, by);
            } else if (box.type().equals("stco")) {
                for (int i = 1; i <= index.getInt(entries); i++) {
                    int place = entries + Integer.BYTES * i;
                    index.putInt(place, Math.addExact(index.getInt(place), by));
                }
            } else if (box.type().equals("co64")) {
                for (int i = 0; i < index.getInt(entries); i++) {
                    int place = entries + Integer.BYTES + Long.BYTES * i;
                    index.putLong(place, index.getLong(place) + by);
                }
            }
        }
    }

    private static ByteBuffer slice(ByteBuffer bytes, int from, int to) {
        return bytes.duplicate().position(from).limit(to).slice();
    }
}
