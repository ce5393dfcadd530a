package io.zoetrope.sources;

import io.zoetrope.domain.store.FileVersion;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.domain.store.SourceCutShort;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file on this machine. */
final class LocalSource implements MediaSource {
    private final FileChannel channel;
    private final long size;
    private final String version;

    private LocalSource(FileChannel channel, long size, String version) {
        this.channel = channel;
        this.size = size;
        this.version = version;
    }

    /**
     * @param path with all links resolved; a link put in its place meanwhile is not followed
     */
    static LocalSource open(Path path) throws IOException {
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        try {
            long size = channel.size();
            long modifiedMs = Files.getLastModifiedTime(path).toMillis();
            return new LocalSource(channel, size, FileVersion.of(size, modifiedMs));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** A temporary file that goes away when it is closed. */
    static LocalSource openTemporary(Path path, String version) throws IOException {
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE);
        return new LocalSource(channel, channel.size(), version);
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public int read(long position, ByteBuffer into) throws IOException {
        int got = channel.read(into, position);
        if (got < 0) {
            SourceCutShort.requireEnd(position, size);
        }
        return got;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
