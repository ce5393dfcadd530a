package io.zoetrope.sources;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The last bytes of a stream, so that small jumps backwards need no new request. A container's
 * reader alternates between places a little apart.
 */
final class SlidingWindow {
    private static final int CAPACITY = 1 << 20;
    private static final int FILL_BYTES = 64 * 1024;

    private byte[] bytes = new byte[FILL_BYTES];
    private long start;
    private int length;

    /** Position behind the last byte that is held. */
    long end() {
        return start + length;
    }

    /** Whether a position is held, or is no farther ahead than this. */
    boolean canReach(long position, long ahead) {
        return position >= start && position <= end() + ahead;
    }

    void restartAt(long position) {
        start = position;
        length = 0;
    }

    /**
     * Appends what comes next, and forgets the oldest if there is no room.
     *
     * @return false at the stream's end
     */
    boolean fillFrom(StreamedResponse stream) throws IOException {
        makeRoom();
        int read = stream.read(ByteBuffer.wrap(bytes, length, FILL_BYTES));
        if (read < 0) {
            return false;
        }
        length += read;
        return true;
    }

    private void makeRoom() {
        if (length + FILL_BYTES <= bytes.length) {
            return;
        }
        if (bytes.length < CAPACITY) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
            return;
        }
        int drop = length / 2;
        System.arraycopy(bytes, drop, bytes, 0, length - drop);
        start += drop;
        length -= drop;
    }

    /** Copies from a position that is held. */
    int read(long position, ByteBuffer into) {
        int from = (int) (position - start);
        int count = Math.min(length - from, into.remaining());
        into.put(bytes, from, count);
        return count;
    }
}
