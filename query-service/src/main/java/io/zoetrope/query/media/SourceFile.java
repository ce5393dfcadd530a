package io.zoetrope.query.media;

import io.zoetrope.domain.store.MediaSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A source of a video on this machine. For one thread. */
final class SourceFile implements MediaSource {
    private final FileChannel channel;

    /**
     * @param path with all links resolved; a link put in its place meanwhile is not followed
     */
    SourceFile(Path path) throws IOException {
        channel = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public long size() {
        try {
            return channel.size();
        } catch (IOException e) {
            // The first read says why.
            return -1;
        }
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
