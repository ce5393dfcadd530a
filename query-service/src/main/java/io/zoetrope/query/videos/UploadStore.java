package io.zoetrope.query.videos;

import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.media.LocalSources;
import io.zoetrope.query.media.TenantUploads;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps uploaded files: a folder to a tenant, in it a folder to what a file holds, so that the same
 * bytes are one file whatever they are called. Thread-safe.
 */
public final class UploadStore {
    private static final int HASH_DIGITS = 24;
    private static final int MAX_NAME = 100;
    private static final Duration ABANDONED = Duration.ofDays(1);
    private static final String PENDING = "pending";

    private final Path folder;
    private final long quotaBytes;
    private final PendingUploads pending;
    private final UploadUses uses = new UploadUses(Clock.systemUTC());

    /** What is being received now, by its tenant; the caller holds the lock. */
    private final Map<String, Long> coming = new HashMap<>();

    /** A file of a form, as the client calls it. */
    record Sent(String name, Content content) {
        @FunctionalInterface
        interface Content {
            InputStream open() throws IOException;
        }
    }

    /**
     * @param fresh whether it was not there before
     */
    private record Kept(Path file, boolean fresh) {}

    /**
     * @param quotaBytes of all files of one tenant together
     * @throws IOException if the folder cannot be made
     */
    public UploadStore(Path folder, long quotaBytes) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.quotaBytes = quotaBytes;
        this.pending = new PendingUploads(temporary().resolve(PENDING), Clock.systemUTC());
        removeAbandoned();
    }

    /** Where a half-received upload lies; the caller's server cleans it. */
    public Path temporary() throws IOException {
        return Files.createDirectories(folder.resolve(TenantUploads.INCOMING));
    }

    PendingUploads pending() {
        return pending;
    }

    /** Where a tenant's file lies below a root, by a folder of its own. */
    static String path(String tenant, String own, String name) {
        return TenantUploads.folder(tenant) + "/" + own + "/" + safe(name);
    }

    /** What a process that was killed has left half received. */
    private void removeAbandoned() throws IOException {
        FileTime old = FileTime.from(Instant.now().minus(ABANDONED));
        for (Path file : files(temporary(), 2)) {
            if (Files.getLastModifiedTime(file).compareTo(old) < 0) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Room that was found for what comes; given back when it is there, or will not come. */
    interface Room extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Says no before anything is received. What comes at once with others has to fit together with
     * them; another instance on the same folder does not know of it.
     *
     * @throws ApiError 507 if the tenant's files would be more than its quota
     */
    synchronized Room room(String tenant, long bytes) throws IOException {
        long used = coming.getOrDefault(tenant, 0L);
        for (Path file : files(of(tenant), 2)) {
            used += Files.size(file);
        }
        if (bytes > quotaBytes - used) {
            throw new ApiError(
                    507,
                    "quota_exceeded",
                    "uploaded files take at most "
                            + quotaBytes
                            + " bytes; delete videos that are no longer needed");
        }
        coming.merge(tenant, bytes, Long::sum);
        return () -> leave(tenant, bytes);
    }

    private synchronized void leave(String tenant, long bytes) {
        coming.computeIfPresent(tenant, (t, all) -> all == bytes ? null : all - bytes);
    }

    /**
     * Stores a stream; the caller closes it.
     *
     * <p>The file stays whatever comes of its video's event: Kafka may have taken what it did not
     * answer, and others may have sent the same bytes meanwhile. Whoever sends them again finds it.
     *
     * @param name as the client gave it: only its last part's harmless characters are used
     */
    Path store(String tenant, InputStream content, String name) throws IOException {
        return kept(tenant, content, name).file();
    }

    /**
     * As {@link #store}, the files of one form: if one of them cannot be stored none is, but those
     * that were there before.
     */
    List<Path> storeAll(String tenant, List<Sent> form) throws IOException {
        List<Kept> all = new ArrayList<>();
        try {
            for (Sent sent : form) {
                try (InputStream content = sent.content().open()) {
                    all.add(kept(tenant, content, sent.name()));
                }
            }
        } finally {
            if (all.size() < form.size()) {
                removeUnused(all.stream().filter(Kept::fresh).map(Kept::file).toList());
            }
        }
        return all.stream().map(Kept::file).toList();
    }

    private synchronized void removeUnused(List<Path> files) throws IOException {
        for (Path file : files) {
            if (!uses.any(file)) {
                Files.deleteIfExists(file);
                UploadUses.deleteIfEmpty(file.getParent());
            }
        }
    }

    private Kept kept(String tenant, InputStream content, String name) throws IOException {
        Path partial = Files.createTempFile(temporary(), "upload", ".part");
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (OutputStream out =
                    new DigestOutputStream(Files.newOutputStream(partial), digest)) {
                content.transferTo(out);
            }
            String hash = HexFormat.of().formatHex(digest.digest()).substring(0, HASH_DIGITS);
            return keep(partial, of(tenant).resolve(hash), safe(name));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private synchronized Kept keep(Path partial, Path target, String name) throws IOException {
        List<Path> same = files(target, 1);
        if (!same.isEmpty()) {
            return new Kept(same.get(0), false);
        }
        Files.createDirectories(target);
        Path file = target.resolve(name);
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        return new Kept(file, true);
    }

    /**
     * Remembers a video that is about to be announced, if it is made of an uploaded file.
     *
     * @throws ApiError 409 if that file went: with the video before, just as it was sent again
     */
    synchronized void use(String tenant, String uri, String videoId) throws IOException {
        Optional<Path> file = place(tenant, uri);
        if (file.isEmpty()) {
            return;
        }
        if (!Files.isRegularFile(file.get())) {
            throw new ApiError(
                    409, "upload_gone", "there is no such uploaded file; send it again", "uri");
        }
        uses.add(file.get(), videoId);
    }

    /**
     * Removes an uploaded file of a tenant with a video that was made of it, unless another one was
     * accepted lately: the index may not know that yet. Any other uri is left alone.
     *
     * @param indexed whether the index knows another one
     */
    synchronized void remove(String tenant, String uri, String videoId, boolean indexed)
            throws IOException {
        Optional<Path> file = file(tenant, uri);
        if (file.isPresent() && !uses.remove(file.get(), videoId) && !indexed) {
            Files.deleteIfExists(file.get());
            uses.clear(file.get());
            UploadUses.deleteIfEmpty(file.get().getParent());
        }
    }

    /** The uploaded file that a uri names. */
    private Optional<Path> file(String tenant, String uri) {
        return place(tenant, uri).filter(Files::isRegularFile);
    }

    /** The place of an uploaded file that a uri names: tenant, what it holds, name. */
    private Optional<Path> place(String tenant, String uri) {
        Path own = of(tenant);
        return LocalSources.path(uri)
                .filter(path -> path.startsWith(own))
                .filter(path -> path.getNameCount() == own.getNameCount() + 2);
    }

    private Path of(String tenant) {
        return folder.resolve(TenantUploads.folder(tenant));
    }

    private static List<Path> files(Path below, int depth) throws IOException {
        if (!Files.isDirectory(below)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(below, depth)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    static String safe(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String harmless = last.replaceAll("[^A-Za-z0-9._-]", "_").replaceAll("^\\.+", "");
        String shortened = harmless.substring(Math.max(0, harmless.length() - MAX_NAME));
        return shortened.isEmpty() ? "video" : shortened;
    }
}
