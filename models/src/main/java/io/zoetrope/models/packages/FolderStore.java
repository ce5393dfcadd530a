package io.zoetrope.models.packages;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A package in a folder. */
record FolderStore(Path folder) implements PackageStore {
    @Override
    public String location() {
        return folder.toString();
    }

    @Override
    public boolean has(String path) {
        return Files.isRegularFile(folder.resolve(path));
    }

    @Override
    public InputStream open(String path) throws IOException {
        return Files.newInputStream(folder.resolve(path));
    }

    @Override
    public Path file(String path) {
        return folder.resolve(path);
    }
}
