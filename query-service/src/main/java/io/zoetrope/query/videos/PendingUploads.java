package io.zoetrope.query.videos;

import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Uploads that were allowed and have not come: a small file each, so that another instance on the
 * same folder, or this one after a restart, knows them. Thread-safe.
 */
final class PendingUploads {
    private static final int ID_BYTES = 12;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern ID = Pattern.compile("[0-9a-f]{24}");

    private final Path folder;

    /**
     * What will come.
     *
     * @param video with its id; where it will lie is not known yet
     */
    record Pending(String tenant, String fileName, long sizeBytes, NewVideo video) {}

    /**
     * @param folder whose files go after a while
     */
    PendingUploads(Path folder) {
        this.folder = folder;
    }

    static String newId() {
        byte[] id = new byte[ID_BYTES];
        RANDOM.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    void add(String id, Pending pending) throws IOException {
        Files.write(waiting(id), Json.bytes(pending));
    }

    /**
     * Takes it, for one caller alone: whoever fails gives it back.
     *
     * @throws ApiError 404 if none of the tenant's waits under this id
     */
    Pending take(String tenant, String id) throws IOException {
        ApiError unknown = ApiError.notFound("an upload that waits under this id");
        if (!ID.matcher(id).matches()) {
            throw unknown;
        }
        try {
            Files.move(waiting(id), taken(id), StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            throw unknown;
        }
        Pending pending = Json.MAPPER.readValue(Files.readAllBytes(taken(id)), Pending.class);
        if (!pending.tenant().equals(tenant)) {
            giveBack(id);
            throw unknown;
        }
        return pending;
    }

    void giveBack(String id) throws IOException {
        Files.move(taken(id), waiting(id), StandardCopyOption.ATOMIC_MOVE);
    }

    void done(String id) throws IOException {
        Files.deleteIfExists(taken(id));
    }

    private Path waiting(String id) {
        return folder.resolve(id + ".json");
    }

    private Path taken(String id) {
        return folder.resolve(id + ".taken");
    }
}
