package io.zoetrope.models.packages;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

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
    public Optional<Path> path(String path) {
        return Optional.of(folder.resolve(path));
    }
}
