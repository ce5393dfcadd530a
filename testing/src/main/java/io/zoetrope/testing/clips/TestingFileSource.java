package io.zoetrope.testing.clips;

import io.zoetrope.domain.store.MediaSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * A local file without policy or buffering, or bytes in memory, and how much was read of them. For
 * one thread.
 */
public final class TestingFileSource implements MediaSource {
    private final FileChannel channel;
    private final byte[] bytes;
    private final long size;
    private long bytesRead;

    public TestingFileSource(Path file) throws IOException {
        channel = FileChannel.open(file);
        size = channel.size();
        bytes = null;
    }

    public TestingFileSource(byte[] bytes) {
        this.bytes = bytes;
        size = bytes.length;
        channel = null;
    }

    public long bytesRead() {
        return bytesRead;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public String version() {
        return "";
    }

    @Override
    public int read(long position, ByteBuffer into) throws IOException {
        if (position >= size) {
            return -1;
        }
        int got = channel == null ? copy((int) position, into) : channel.read(into, position);
        bytesRead += Math.max(0, got);
        return got;
    }

    private int copy(int position, ByteBuffer into) {
        int length = Math.min(into.remaining(), bytes.length - position);
        into.put(bytes, position, length);
        return length;
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
