package io.zoetrope.models.packages;

import io.zoetrope.models.packages.manifest.ManifestException;
import io.zoetrope.models.packages.manifest.ModelTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model packages that can be found: those in folders, in the order given, then those bundled
 * with this module. The first of a name wins. Looks at the folders once, when it is made.
 * Thread-safe.
 */
public final class ModelCatalog {
    /** Pictures and sentences, bundled. */
    public static final String DEFAULT_ENCODER = "zoetrope-clip";

    /** Objects with appearance vectors, bundled. */
    public static final String DEFAULT_DETECTOR = "zoetrope-detector";

    /** Sounds in the space of {@link #DEFAULT_ENCODER}, bundled. */
    public static final String DEFAULT_AUDIO = "zoetrope-audio";

    /** Sentences from vectors of {@link #DEFAULT_ENCODER}, bundled. */
    public static final String DEFAULT_CAPTION = "zoetrope-caption";

    /** Sentences by what they mean, bundled. */
    public static final String DEFAULT_SENTENCES = "minilm-l6";

    /** Where something is written on a picture, bundled. */
    public static final String DEFAULT_TEXT_DETECTOR = "ppocr-text-detector";

    /** What is written in a line, Chinese and English, bundled. */
    public static final String DEFAULT_TEXT_RECOGNIZER = "ppocr-text-recognizer";

    private static final Logger LOG = LoggerFactory.getLogger(ModelCatalog.class);

    private final Map<String, ModelPackage> packages = new LinkedHashMap<>();
    private final Map<String, ManifestException> broken = new LinkedHashMap<>();

    /**
     * @param folders each one a package, or a folder of packages; one that does not exist is passed
     *     over
     */
    public ModelCatalog(List<Path> folders) {
        this(folders, List.of());
    }

    private ModelCatalog(List<Path> first, List<Path> last) {
        first.forEach(this::search);
        for (String name : BundledNames.list()) {
            add(name, new BundledStore(name));
        }
        last.forEach(this::search);
    }

    /** Only what is bundled. */
    public static ModelCatalog bundled() {
        return new ModelCatalog(List.of());
    }

    /**
     * The folders given, then the one that {@code models pull} writes to: system property {@code
     * zoetrope.models}, else {@code ~/.zoetrope/models}; then what is bundled.
     */
    public static ModelCatalog standard(List<Path> folders) {
        List<Path> all = new ArrayList<>(folders);
        all.add(pulledFolder());
        return new ModelCatalog(all);
    }

    /**
     * Where a pull finds manifests: the folders given, then what is bundled, and last the folder
     * that it writes to, even if that is among those given. So a pull renews what another version
     * left there.
     *
     * @param target need not exist
     */
    public static ModelCatalog forPull(List<Path> folders, Path target) {
        Path last = target.toAbsolutePath().normalize();
        List<Path> first =
                folders.stream()
                        .filter(folder -> !folder.toAbsolutePath().normalize().equals(last))
                        .toList();
        return new ModelCatalog(first, List.of(target));
    }

    /** Where {@code models pull} writes: see {@link #standard}. */
    public static Path pulledFolder() {
        // Empty if a build passes on what nobody gave.
        String given = System.getProperty("zoetrope.models", "");
        return given.isEmpty()
                ? Path.of(System.getProperty("user.home", "."), ".zoetrope", "models")
                : Path.of(given);
    }

    private void search(Path folder) {
        if (Files.exists(folder.resolve(ModelPackage.MANIFEST))) {
            add(folder.getFileName().toString(), new FolderStore(folder));
        } else if (Files.isDirectory(folder)) {
            try (Stream<Path> inside = Files.list(folder)) {
                inside.filter(f -> Files.exists(f.resolve(ModelPackage.MANIFEST)))
                        .sorted()
                        .forEach(f -> add(f.getFileName().toString(), new FolderStore(f)));
            } catch (IOException e) {
                throw new ManifestException(folder + ": cannot be listed: " + e.getMessage(), e);
            }
        }
    }

    private void add(String folderName, PackageStore store) {
        try {
            ModelPackage found = ModelPackage.from(store);
            if (!broken.containsKey(found.name())) {
                packages.putIfAbsent(found.name(), found);
            }
        } catch (ManifestException e) {
            LOG.warn("Model package passed over: {}", e.getMessage());
            if (!packages.containsKey(folderName)) {
                broken.putIfAbsent(folderName, e);
            }
        }
    }

    /**
     * @throws ManifestException if no package has the name, or the one that has is wrong; its files
     *     may still have to be pulled, which {@link ModelPackage#missing} tells
     */
    public ModelPackage find(String name) {
        if (broken.containsKey(name)) {
            throw broken.get(name);
        }
        ModelPackage found = packages.get(name);
        if (found == null) {
            throw new ManifestException(
                    "no model package '" + name + "'; there are " + packages.keySet());
        }
        return found;
    }

    /** The first of a task whose vectors can be compared with those of a space. */
    public Optional<ModelPackage> inSpace(ModelTask task, String space) {
        return packages.values().stream()
                .filter(model -> model.manifest().task() == task)
                .filter(model -> model.manifest().space().equals(space))
                .findFirst();
    }

    /** Those that can be read, in the order of search. */
    public List<ModelPackage> list() {
        return List.copyOf(packages.values());
    }

    /** Why packages are not in {@link #list}, by name: their manifests are wrong. */
    public Map<String, String> passedOver() {
        Map<String, String> reasons = new LinkedHashMap<>();
        broken.forEach((name, reason) -> reasons.put(name, reason.getMessage()));
        return reasons;
    }
}
