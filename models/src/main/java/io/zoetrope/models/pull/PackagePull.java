package io.zoetrope.models.pull;

import io.zoetrope.models.packages.ManifestException;
import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.packages.PackageFile;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

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
     * @return the package's folder
     * @throws PullException where one cannot be had, in one line; the others stay
     */
    public Path pull(ModelPackage model, PullProgress progress) throws PullException {
        Path folder = options.into().resolve(model.name());
        ModelPackage there = model.in(folder);
        for (PackageFile file : model.manifest().files()) {
            if (isRight(there, file)) {
                progress.note(file.path() + ": already there");
            } else {
                fetch(model, file, folder, progress);
            }
        }
        write(folder.resolve(ModelPackage.MANIFEST), model.manifestBytes());
        return folder;
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
            write(target, model.bytes(file.path()));
        } else {
            URI uri = uri(model, file);
            new Download(source, uri, file, target, options, progress).run();
        }
        progress.end();
    }

    private URI uri(ModelPackage model, PackageFile file) throws PullException {
        String mirror = options.mirror().replaceAll("/+$", "");
        String url = mirror.isEmpty() ? file.url() : mirror + "/" + model.name() + "/" + file.path();
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
