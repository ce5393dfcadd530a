package io.zoetrope.models.packages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/**
 * Writes packages around small graphs of the test resources, or around real ones of a workplace.
 */
public final class TestingPackages {
    private TestingPackages() {}

    /** Bytes of {@code tiny/NAME}. */
    public static byte[] tiny(String name) {
        try (InputStream in = TestingPackages.class.getResourceAsStream("/tiny/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param rest of {@code model.yaml}, all but format, name, version, licence and files
     */
    public static ModelPackage write(
            Path parent, String name, String rest, Map<String, byte[]> files) {
        try {
            Path folder = Files.createDirectories(parent.resolve(name));
            StringBuilder listed = new StringBuilder();
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Files.write(folder.resolve(file.getKey()), file.getValue());
                listed.append(entry(file.getKey(), file.getValue()));
            }
            Files.writeString(
                    folder.resolve("model.yaml"),
                    "format: 1\nname: %s\nversion: 1\nlicence: MIT\nfiles:\n%s%s"
                            .formatted(name, listed, rest));
            return ModelPackage.at(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A manifest's line for a file. */
    public static String entry(String path, byte[] bytes) {
        String sha = HexFormat.of().formatHex(Checksums.sha256().digest(bytes));
        return "  - {path: %s, sha256: %s, bytes: %d}\n".formatted(path, sha, bytes.length);
    }

    /** A package around a real model; skips the test if this workplace has none. */
    public static ModelPackage real(Path parent, String name, String rest, List<String> paths) {
        return write(
                parent,
                name,
                rest,
                paths.stream()
                        .collect(
                                Collectors.toMap(
                                        path -> Path.of(path).getFileName().toString(),
                                        path -> shared("models/" + path))));
    }

    /** Bytes of a file beside the project; skips the test if there is none. */
    public static byte[] shared(String path) {
        Path file = Path.of(System.getProperty("zoetrope.shared", "../../shared"), path);
        Assumptions.assumeTrue(Files.isRegularFile(file), "real file is not here: " + path);
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
