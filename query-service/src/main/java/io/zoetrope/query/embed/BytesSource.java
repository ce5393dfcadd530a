package io.zoetrope.query.embed;

import io.zoetrope.domain.store.MediaSource;
import java.nio.ByteBuffer;

/** A file that was sent along, in memory. */
record BytesSource(byte[] bytes) implements MediaSource {
    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public String version() {
        return "";
    }

    @Override
    public int read(long position, ByteBuffer into) {
        if (position >= bytes.length) {
            return -1;
        }
        int length = (int) Math.min(into.remaining(), bytes.length - position);
        into.put(bytes, (int) position, length);
        return length;
    }

    @Override
    public void close() {}
}
