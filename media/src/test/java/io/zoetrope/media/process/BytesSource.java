package io.zoetrope.media.process;

import io.zoetrope.domain.MediaSource;
import java.nio.ByteBuffer;

/** Bytes in memory. */
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
        int count = (int) Math.min(into.remaining(), bytes.length - position);
        into.put(bytes, (int) position, count);
        return count;
    }

    @Override
    public void close() {}
}
