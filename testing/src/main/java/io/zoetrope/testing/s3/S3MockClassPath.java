package io.zoetrope.testing.s3;

import io.zoetrope.testing.process.ClassLocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds the server's class path that the build of {@code testing/s3mock} collects. */
final class S3MockClassPath {
    static final String PROPERTY = "zoetrope.s3mock.build";

    private S3MockClassPath() {}

    /**
     * @throws IllegalStateException if it was not built; the message says how to get it
     */
    static List<String> find() {
        String given = System.getProperty(PROPERTY, "");
        Path build =
                given.isEmpty()
                        ? ClassLocation.buildFolder(S3MockClassPath.class)
                                .resolveSibling("s3mock")
                                .resolve("target")
                        : Path.of(given);
        if (!Files.isDirectory(build.resolve("lib"))) {
            throw new IllegalStateException(
                    "no S3 server in "
                            + build
                            + ": build the module testing/s3mock, or set -D"
                            + PROPERTY);
        }
        return List.of(build.resolve("classes").toString(), build.resolve("lib") + "/*");
    }
}
