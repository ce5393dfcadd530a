package io.zoetrope.media.ffmpeg.container;

import io.zoetrope.domain.store.MediaSource;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Small reads of what lies together become one of the source: each may be a request to a store. For
 * one thread.
 */
final class ReadTogether implements MediaSource {
    private static final int BYTES = 4 << 10;

    private final MediaSource source;
    private final ByteBuffer held = ByteBuffer.allocate(BYTES).limit(0);
    private long heldAt;

    /**
     * @param source stays the caller's to close
     */
    ReadTogether(MediaSource source) {
        this.source = source;
    }

    @Override
    public long size() {
        return source.size();
    }

    @Override
    public String version() {
        return source.version();
    }

    @Override
    public int read(long position, ByteBuffer into) throws IOException {
        if (position < heldAt || position >= heldAt + held.limit()) {
            if (into.remaining() >= BYTES) {
                return source.read(position, into);
            }
            held.clear();
            int got = source.read(position, held);
            held.flip();
            heldAt = position;
            if (got < 0) {
                return got;
            }
        }
        int from = (int) (position - heldAt);
        int count = Math.min(into.remaining(), held.limit() - from);
        into.put(held.slice(from, count));
        return count;
    }

    @Override
    public void close() {}
}
