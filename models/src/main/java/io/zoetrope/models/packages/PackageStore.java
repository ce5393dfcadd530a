package io.zoetrope.models.packages;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/** Where the files of one package lie. */
interface PackageStore {
    /** As people know it: a folder, or the inside of a jar. */
    String location();

    boolean has(String path);

    /**
     * @throws java.io.FileNotFoundException or {@link java.nio.file.NoSuchFileException} if it is
     *     not there
     */
    InputStream open(String path) throws IOException;

    /** Where the file lies on disk; empty if it is inside a jar. */
    Optional<Path> path(String path);
}
