package io.zoetrope.models.pull;

import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.packages.manifest.ManifestException;
import io.zoetrope.models.packages.manifest.PackageFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;

/**
 * Brings a package whole into a folder: fetches what has a url, copies what came with the manifest,
 * and writes {@code model.yaml} last, so that a folder with one is complete. That of another
 * version is removed before the first of its files is replaced. Thread-safe for different packages.
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
     * Files that are there and right are left alone, also those that somebody put there by hand.
     *
     * @param variant precision wanted, as the manifest names it, {@code fp32} for the plain graphs;
     *     a graph that has no such variant comes plain, and other precisions stay where they are
     * @return the package's folder
     * @throws PullException if one cannot be had, in one line; the others stay
     */
    public Path pull(ModelPackage model, String variant, PullProgress progress)
            throws PullException {
        Path folder = options.into().resolve(model.name());
        ModelPackage there = model.in(folder);
        byte[] manifest = model.manifestBytes();
        boolean said = model.manifest().about().verified();
        for (PackageFile file : model.needed(variant)) {
            if (isRight(there, file)) {
                progress.note(file.path() + ": already there");
            } else {
                if (!said) {
                    progress.note(
                            model.name()
                                    + ": its checksums were never compared with the real bytes"
                                    + " here");
                    said = true;
                }
                progress.begin(file.path(), file.bytes());
                replace(model, file, folder, manifest, progress);
                progress.end();
            }
        }
        write(folder.resolve(ModelPackage.MANIFEST), manifest);
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

    /**
     * The bytes are had first, so that a folder that worked still does if they are not to be had.
     */
    private void replace(
            ModelPackage model,
            PackageFile file,
            Path folder,
            byte[] manifest,
            PullProgress progress)
            throws PullException {
        Path target = folder.resolve(file.path());
        if (file.url().isEmpty()) {
            byte[] bytes = shipped(model, file);
            removeOther(manifest, folder);
            write(target, bytes);
        } else {
            URI uri = uri(model, file);
            Download download = new Download(source, uri, file, target, options, progress);
            download.fetch();
            removeOther(manifest, folder);
            download.keep();
        }
    }

    /** A folder with files of two versions has no manifest: it is not whole. */
    private static void removeOther(byte[] manifest, Path folder) throws PullException {
        Path there = folder.resolve(ModelPackage.MANIFEST);
        try {
            if (Files.exists(there) && !holds(there, manifest)) {
                Files.delete(there);
            }
        } catch (IOException e) {
            throw new PullException(there + ": cannot be replaced: " + e.getMessage(), e);
        }
    }

    private static boolean holds(Path file, byte[] bytes) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(bytes.length + 1), bytes);
        }
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
            writeAtOnce(target, bytes);
        } catch (IOException e) {
            throw new PullException(target + ": cannot be written: " + e.getMessage(), e);
        }
    }

    /** Whoever reads meanwhile sees the old file or the new one, and a crash leaves no half. */
    private static void writeAtOnce(Path target, byte[] bytes) throws IOException {
        // A name of its own: two pulls may write the same file.
        Path part = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            Files.write(
                    part,
                    bytes,
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.SYNC);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
