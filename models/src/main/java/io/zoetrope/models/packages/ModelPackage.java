package io.zoetrope.models.packages;

import io.zoetrope.domain.ModelRef;
import io.zoetrope.models.packages.manifest.GraphSpec;
import io.zoetrope.models.packages.manifest.LabelList;
import io.zoetrope.models.packages.manifest.ManifestException;
import io.zoetrope.models.packages.manifest.ModelManifest;
import io.zoetrope.models.packages.manifest.PackageFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A manifest, and where its files are. Thread-safe.
 *
 * <p>A file is compared with its sha256 each time it is read, so a model that runs is the model
 * that the manifest names.
 */
public final class ModelPackage {
    /** The manifest's file name. */
    public static final String MANIFEST = "model.yaml";

    /** The precision of the graphs themselves, if no variant is asked for. */
    public static final String PLAIN = "fp32";

    private static final int MAX_MANIFEST_BYTES = 1 << 20;

    private final ModelManifest manifest;
    private final PackageStore store;

    private ModelPackage(ModelManifest manifest, PackageStore store) {
        this.manifest = manifest;
        this.store = store;
    }

    /**
     * Reads the manifest of a folder; its files need not be there yet.
     *
     * @throws ManifestException if the manifest is missing or wrong
     */
    public static ModelPackage at(Path folder) {
        return from(new FolderStore(folder));
    }

    static ModelPackage from(PackageStore store) {
        return new ModelPackage(ManifestReader.read(manifestFile(store), yaml(store)), store);
    }

    private static byte[] yaml(PackageStore store) {
        String file = manifestFile(store);
        try (InputStream in = store.open(MANIFEST)) {
            byte[] yaml = in.readNBytes(MAX_MANIFEST_BYTES + 1);
            if (yaml.length > MAX_MANIFEST_BYTES) {
                throw new ManifestException(
                        file + ": expected at most " + MAX_MANIFEST_BYTES + " bytes");
            }
            return yaml;
        } catch (IOException e) {
            throw new ManifestException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static String manifestFile(PackageStore store) {
        return store.location() + "/" + MANIFEST;
    }

    public ModelManifest manifest() {
        return manifest;
    }

    /** The same manifest over the files of another folder, which need not exist. */
    public ModelPackage in(Path folder) {
        return new ModelPackage(manifest, new FolderStore(folder));
    }

    /**
     * {@code model.yaml} as it was written.
     *
     * @throws ManifestException if it is not there any more
     */
    public byte[] manifestBytes() {
        return yaml(store);
    }

    public String name() {
        return manifest.name();
    }

    public ModelRef ref() {
        return manifest.ref();
    }

    /** The folder, or {@code bundled:NAME}. */
    public String location() {
        return store.location();
    }

    /** Files that the manifest lists and that are not there. */
    public List<PackageFile> missing() {
        return manifest.files().stream().filter(f -> !store.has(f.path())).toList();
    }

    /** Precisions that the graphs come in: {@link #PLAIN}, then the others by name. */
    public List<String> precisions() {
        Set<String> others = new TreeSet<>();
        manifest.graphs().values().forEach(graph -> others.addAll(graph.variants().keySet()));
        return Stream.concat(Stream.of(PLAIN), others.stream()).toList();
    }

    /**
     * Files that one precision needs: each graph's file of it, or the plain one if the graph has no
     * such variant, and whatever is no graph.
     */
    public List<PackageFile> needed(String precision) {
        Set<String> others = new HashSet<>();
        for (GraphSpec graph : manifest.graphs().values()) {
            others.add(graph.file());
            others.addAll(graph.variants().values());
        }
        for (GraphSpec graph : manifest.graphs().values()) {
            others.remove(graph.variants().getOrDefault(precision, graph.file()));
        }
        return manifest.files().stream().filter(f -> !others.contains(f.path())).toList();
    }

    /** The precision that a file of this package is for; {@link #PLAIN} if that needs it too. */
    public String precisionOf(PackageFile file) {
        return precisions().stream()
                .filter(precision -> needed(precision).contains(file))
                .findFirst()
                .orElse(PLAIN);
    }

    /**
     * All bytes of a small file: vocabulary, labels.
     *
     * @throws ManifestException if it is missing or has another checksum
     */
    public byte[] bytes(String path) {
        PackageFile file = known(path);
        try (DigestInputStream in = Checksums.reading(store.open(path))) {
            byte[] bytes = in.readAllBytes();
            check(file, Checksums.hex(in));
            return bytes;
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /**
     * Where a file lies on disk, for graphs that are read natively; empty if the package is
     * bundled, whose files are small enough for {@link #bytes}.
     *
     * @throws ManifestException if it is missing or has another checksum
     */
    public Optional<Path> file(String path) {
        PackageFile file = known(path);
        try (DigestInputStream in = Checksums.reading(store.open(path))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            check(file, Checksums.hex(in));
            return store.path(path);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /**
     * Class names in the order of the graph's output; empty if the package has none.
     *
     * @throws ManifestException as {@link #bytes}
     */
    public List<String> labels() {
        LabelList labels = manifest.labels();
        return labels.file().isEmpty() ? labels.names() : lines(labels.file());
    }

    /** The lines of a small text file, without what is blank at the end of each. */
    public List<String> lines(String path) {
        String text = new String(bytes(path), StandardCharsets.UTF_8);
        return text.lines().map(String::stripTrailing).toList();
    }

    /** As people know a file of this package, for messages. */
    public String describe(String path) {
        return store.location() + "/" + path;
    }

    private PackageFile known(String path) {
        PackageFile file =
                manifest.file(path)
                        .orElseThrow(
                                () ->
                                        new ManifestException(
                                                describe(path) + ": not a file of this package"));
        if (!store.has(path)) {
            throw new ManifestException(describe(path) + ": is not there; " + remedy(file));
        }
        return file;
    }

    private String remedy(PackageFile file) {
        if (file.url().isEmpty()) {
            return "copy the whole package folder again";
        }
        String precision = precisionOf(file);
        String variant = precision.equals(PLAIN) ? "" : " --variant " + precision;
        return "run: models pull " + name() + variant;
    }

    private void check(PackageFile file, String found) {
        if (!found.equals(file.sha256())) {
            throw new ManifestException(
                    String.format(
                            "%s: expected sha256 %s, found %s; the file is damaged or another"
                                    + " version",
                            describe(file.path()), file.sha256(), found));
        }
    }

    private ManifestException unreadable(String path, IOException e) {
        return new ManifestException(describe(path) + ": cannot be read: " + e.getMessage(), e);
    }

    @Override
    public String toString() {
        return manifest.ref().id() + " (" + location() + ")";
    }
}
