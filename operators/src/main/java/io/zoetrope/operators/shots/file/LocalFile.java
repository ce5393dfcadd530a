package io.zoetrope.operators.shots.file;

import io.zoetrope.domain.store.MediaSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A file that whoever gave the command may read. For one thread. */
final class LocalFile implements MediaSource {
    private final FileChannel channel;
    private final long size;

    LocalFile(Path file) throws IOException {
        channel = FileChannel.open(file);
        size = channel.size();
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
        return channel.read(into, position);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
