package io.zoetrope.domain.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What stands for the version of bytes whose store gives none, such as a file: size and
 * modification time. It is part of a video's id, so all that name a file's video make it here.
 */
public final class FileVersion {
    private FileVersion() {}

    /**
     * @param modifiedMs epoch milliseconds
     */
    public static String of(long sizeBytes, long modifiedMs) {
        return sizeBytes + "-" + modifiedMs;
    }

    /**
     * @throws IOException if the file cannot be looked at
     */
    public static String of(Path file) throws IOException {
        return of(Files.size(file), Files.getLastModifiedTime(file).toMillis());
    }
}
