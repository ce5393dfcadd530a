package io.zoetrope.models.pull;

import io.zoetrope.models.packages.GraphSpec;
import io.zoetrope.models.packages.ManifestException;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.packages.PackageFile;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Brings a package whole into a folder: fetches what has a url, copies what came with the manifest,
 * and writes {@code model.yaml} last, so that a folder with one is complete. Thread-safe for
 * different packages.
 */
public final class PackagePull {
    private final PullOptions options;
    private final ByteSource source;

    /**
     * @param environment where the S3 source finds its keys, as {@link System#getenv()}
     */
    public PackagePull(PullOptions options, Map<String, String> environment) {
        this.options = options;
        this.source = new Sources(options, environment);
    }

    /**
     * Files that are there and right are left alone.
     *
     * @param variant precision wanted, as the manifest names it, {@code fp32} for the plain graphs;
     *     a graph that has no such variant comes plain, and other precisions stay where they are
     * @return the package's folder
     * @throws PullException where one cannot be had, in one line; the others stay
     */
    public Path pull(ModelPackage model, String variant, PullProgress progress)
            throws PullException {
        Path folder = options.into().resolve(model.name());
        ModelPackage there = model.in(folder);
        Set<String> others = otherPrecisions(model, variant);
        for (PackageFile file : model.manifest().files()) {
            if (others.contains(file.path())) {
                continue;
            }
            if (isRight(there, file)) {
                progress.note(file.path() + ": already there");
            } else {
                fetch(model, file, folder, progress);
            }
        }
        write(folder.resolve(ModelPackage.MANIFEST), model.manifestBytes());
        return folder;
    }

    private static Set<String> otherPrecisions(ModelPackage model, String variant) {
        Set<String> others = new HashSet<>();
        for (GraphSpec graph : model.manifest().graphs().values()) {
            others.add(graph.file());
            others.addAll(graph.variants().values());
        }
        for (GraphSpec graph : model.manifest().graphs().values()) {
            others.remove(graph.variants().getOrDefault(variant, graph.file()));
        }
        return others;
    }

    private static boolean isRight(ModelPackage there, PackageFile file) {
        try {
            there.file(file.path());
            return true;
        } catch (ManifestException e) {
            return false;
        }
    }

    private void fetch(ModelPackage model, PackageFile file, Path folder, PullProgress progress)
            throws PullException {
        Path target = folder.resolve(file.path());
        progress.begin(file.path(), file.bytes());
        if (file.url().isEmpty()) {
            write(target, shipped(model, file));
        } else {
            URI uri = uri(model, file);
            new Download(source, uri, file, target, options, progress).run();
        }
        progress.end();
    }

    private static byte[] shipped(ModelPackage model, PackageFile file) throws PullException {
        try {
            return model.bytes(file.path());
        } catch (ManifestException e) {
            String note = model.manifest().about().note().strip();
            throw new PullException(
                    model.name() + ": " + file.path() + " has no public address. " + note, e);
        }
    }

    private URI uri(ModelPackage model, PackageFile file) throws PullException {
        String mirror = options.mirror().replaceAll("/+$", "");
        String url =
                mirror.isEmpty() ? file.url() : mirror + "/" + model.name() + "/" + file.path();
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw new PullException(url + ": not a url: " + e.getReason(), e);
        }
    }

    private static void write(Path target, byte[] bytes) throws PullException {
        try {
            Files.createDirectories(target.getParent());
            Files.write(target, bytes);
        } catch (IOException e) {
            throw new PullException(target + ": cannot be written: " + e.getMessage(), e);
        }
    }
}
