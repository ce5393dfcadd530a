package io.zoetrope.query.videos;

import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.media.TenantUploads;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Uploads that were allowed and have not come: a small file each, in a folder of the tenant, so
 * that another instance on the same folder, or this one after a restart, knows them. A tenant has
 * so many of them, and each waits so long. Thread-safe.
 */
final class PendingUploads {
    /** From when they were allowed, or last tried. */
    static final Duration WAITS = Duration.ofHours(2);

    /** Of one tenant. */
    static final int MOST = 1_000;

    /** One that is being received shows it, at least this often; else whoever took it is gone. */
    private static final Duration LEASE = Duration.ofMinutes(10);

    private static final Duration SHOWS = Duration.ofMinutes(1);
    private static final String WAITING = ".json";
    private static final String TAKEN = ".taken";
    private static final int ID_BYTES = 12;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern ID = Pattern.compile("[0-9a-f]{24}");

    private final Path folder;
    private final Clock clock;

    /**
     * What will come.
     *
     * @param video with its id; where it will lie is not known yet
     */
    record Pending(String tenant, String fileName, long sizeBytes, NewVideo video) {}

    PendingUploads(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    static String newId() {
        byte[] id = new byte[ID_BYTES];
        RANDOM.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    /**
     * @throws ApiError 429 if too many of the tenant's wait
     */
    synchronized void add(String id, Pending pending) throws IOException {
        Path own = Files.createDirectories(folder.resolve(TenantUploads.folder(pending.tenant())));
        if (waiting(own) >= MOST) {
            throw ApiError.overShare(
                    "too_many_uploads",
                    "so many uploads wait for their bytes; send those, or wait until they end");
        }
        Files.write(own.resolve(id + WAITING), Json.bytes(pending));
    }

    /** Those whose time is over go. */
    private int waiting(Path own) throws IOException {
        int waiting = 0;
        List<Path> all;
        try (Stream<Path> files = Files.list(own)) {
            all = files.toList();
        }
        for (Path file : all) {
            if (isOlder(file, WAITS)) {
                Files.deleteIfExists(file);
            } else {
                waiting++;
            }
        }
        return waiting;
    }

    private boolean isOlder(Path file, Duration age) throws IOException {
        try {
            Instant time = Files.getLastModifiedTime(file).toInstant();
            return time.plus(age).isBefore(clock.instant());
        } catch (NoSuchFileException e) {
            return true;
        }
    }

    /**
     * Takes it, for one caller alone: whoever fails gives it back, and whoever dies loses it after
     * a while.
     *
     * @throws ApiError 404 if none of the tenant's waits under this id
     */
    Pending take(String tenant, String id) throws IOException {
        ApiError unknown = ApiError.notFound("an upload that waits under this id");
        if (!ID.matcher(id).matches()) {
            throw unknown;
        }
        Path taken = file(tenant, id, TAKEN);
        if (Files.exists(taken) && isOlder(taken, LEASE)) {
            giveBack(tenant, id);
        }
        Path waiting = file(tenant, id, WAITING);
        try {
            // Before it is taken: with the time it was allowed at, another would take it for lost.
            Files.setLastModifiedTime(waiting, FileTime.from(clock.instant()));
            Files.move(waiting, taken, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            throw unknown;
        }
        return Json.MAPPER.readValue(Files.readAllBytes(taken), Pending.class);
    }

    /** What was taken, as it comes in: as long as it does, it stays taken. */
    InputStream keeping(String tenant, String id, InputStream content) {
        return new FilterInputStream(content) {
            private Instant shown = clock.instant();

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                if (shown.plus(SHOWS).isBefore(clock.instant())) {
                    shown = clock.instant();
                    show(tenant, id);
                }
                return super.read(into, from, length);
            }
        };
    }

    private void show(String tenant, String id) throws IOException {
        Files.setLastModifiedTime(file(tenant, id, TAKEN), FileTime.from(clock.instant()));
    }

    void giveBack(String tenant, String id) throws IOException {
        try {
            Files.move(
                    file(tenant, id, TAKEN),
                    file(tenant, id, WAITING),
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            // Another instance took it for lost, or its time is over.
            return;
        }
    }

    void done(String tenant, String id) throws IOException {
        Files.deleteIfExists(file(tenant, id, TAKEN));
    }

    private Path file(String tenant, String id, String state) {
        return folder.resolve(TenantUploads.folder(tenant)).resolve(id + state);
    }
}
