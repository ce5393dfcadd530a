package io.zoetrope.testing.opensearch;

import io.zoetrope.testing.process.ClassLocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the OpenSearch that the build of this module assembles. */
final class OpenSearchHome {
    static final String PROPERTY = "zoetrope.opensearch.home";

    private OpenSearchHome() {}

    /**
     * @throws IllegalStateException if there is none; the message says how to get it
     */
    static Path find() {
        String given = System.getProperty(PROPERTY, "");
        if (!given.isEmpty() && isHome(Path.of(given))) {
            return Path.of(given);
        }
        Path build = ClassLocation.buildFolder(OpenSearchHome.class);
        return besideClasses(build)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "no OpenSearch in "
                                                + (given.isEmpty() ? build : given)
                                                + ": build the testing module, or set -D"
                                                + PROPERTY));
    }

    /** Makes a home in an empty folder that is this one without its plugins. */
    static Path withoutPlugins(Path home, Path folder) throws IOException {
        Files.createDirectories(folder.resolve("plugins"));
        try (Stream<Path> parts = Files.list(home)) {
            for (Path part : parts.filter(p -> !p.endsWith("plugins")).toList()) {
                Files.createSymbolicLink(folder.resolve(part.getFileName()), part);
            }
        }
        return folder;
    }

    private static Optional<Path> besideClasses(Path build) {
        try (Stream<Path> found = Files.list(build)) {
            return found.filter(OpenSearchHome::isHome).findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + build, e);
        }
    }

    private static boolean isHome(Path folder) {
        return folder.getFileName().toString().startsWith("opensearch-")
                && Files.isDirectory(folder.resolve("lib"))
                && Files.isDirectory(folder.resolve("plugins").resolve("opensearch-knn"));
    }
}
