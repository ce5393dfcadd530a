package io.zoetrope.models.packages;

import io.zoetrope.models.packages.manifest.ManifestException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Names of the packages among this module's resources. */
final class BundledNames {
    private BundledNames() {}

    static List<String> list() {
        URL origin = BundledNames.class.getProtectionDomain().getCodeSource().getLocation();
        try {
            Path home = Path.of(origin.toURI());
            return Files.isDirectory(home) ? inFolder(home) : inJar(home);
        } catch (IOException | URISyntaxException e) {
            throw new ManifestException("bundled models in " + origin + " cannot be listed", e);
        }
    }

    private static List<String> inFolder(Path home) throws IOException {
        Path root = home.resolve(BundledStore.ROOT);
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(f -> Files.exists(f.resolve(ModelPackage.MANIFEST)))
                    .map(f -> f.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private static List<String> inJar(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            String end = "/" + ModelPackage.MANIFEST;
            return zip.stream()
                    .map(ZipEntry::getName)
                    .filter(n -> n.startsWith(BundledStore.ROOT) && n.endsWith(end))
                    .map(n -> n.substring(BundledStore.ROOT.length(), n.length() - end.length()))
                    .sorted()
                    .toList();
        }
    }
}
