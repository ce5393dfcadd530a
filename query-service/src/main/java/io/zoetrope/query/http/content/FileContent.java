package io.zoetrope.query.http.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** A file; its tag is made of its size and the time of its last change. */
public record FileContent(Path file, long size, String etag) implements Content {
    public FileContent(Path file, BasicFileAttributes facts) {
        this(file, facts.size(), etag(facts));
    }

    public static FileContent of(Path file) throws IOException {
        return new FileContent(file, Files.readAttributes(file, BasicFileAttributes.class));
    }

    @Override
    public boolean isReadable() {
        return Files.isReadable(file);
    }

    @Override
    public InputStream open(long from) throws IOException {
        return Channels.newInputStream(Files.newByteChannel(file).position(from));
    }

    private static String etag(BasicFileAttributes facts) {
        long modified = facts.lastModifiedTime().toMillis();
        return '"' + Long.toHexString(facts.size()) + "-" + Long.toHexString(modified) + '"';
    }
}
