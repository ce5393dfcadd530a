package io.zoetrope.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds where the job may go on from. */
final class Restore {
    private static final String METADATA = "_metadata";
    private static final int DEPTH = 4;

    private Restore() {}

    /**
     * @param folder of checkpoints and savepoints
     * @return the newest complete one, if any: only those have their metadata written
     */
    static Optional<Path> newest(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> found =
                Files.find(
                        folder,
                        DEPTH,
                        (path, a) -> path.getFileName().toString().equals(METADATA))) {
            return found.max(Comparator.comparingLong(path -> path.toFile().lastModified()))
                    .map(Path::getParent);
        }
    }
}
