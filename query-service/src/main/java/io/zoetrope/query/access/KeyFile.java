package io.zoetrope.query.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.http.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The file of keys, JSON: {@code {"keys": [{id, name, tenant, role, sha256, profile?, created_at,
 * expires_at?, requests_per_second?}]}}. It is replaced as a whole, so whoever reads it sees the
 * old one or the new one.
 */
public record KeyFile(Path path) {
    /** More than anybody writes by hand, little enough to be read at each change. */
    private static final long MAX_BYTES = 8L << 20;

    record Content(List<StoredKey> keys) {}

    /** As {@link ApiKey}, with the role as people write it. */
    record StoredKey(
            String id,
            String name,
            String tenant,
            String role,
            String sha256,
            String profile,
            String createdAt,
            String expiresAt,
            Integer requestsPerSecond) {
        static StoredKey of(ApiKey key) {
            return new StoredKey(
                    key.id(),
                    key.name(),
                    key.tenant(),
                    Roles.wireName(key.role()),
                    key.sha256(),
                    key.profile(),
                    key.createdAt(),
                    key.expiresAt(),
                    key.requestsPerSecond());
        }

        ApiKey key() {
            Role known = Roles.of(role).orElse(null);
            return new ApiKey(
                            id,
                            name,
                            tenant,
                            known,
                            sha256,
                            profile,
                            createdAt,
                            expiresAt,
                            requestsPerSecond)
                    .checked();
        }
    }

    /**
     * The keys of the file.
     *
     * @throws IOException if it cannot be read, or is no file of keys; the message says what of it
     */
    public List<ApiKey> read() throws IOException {
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString(), null, "there is no such file");
        }
        if (Files.size(path) > MAX_BYTES) {
            throw new IOException(path + " is larger than " + MAX_BYTES + " bytes");
        }
        try {
            Content content = Json.MAPPER.readValue(Files.readAllBytes(path), Content.class);
            return checked(content);
        } catch (JsonProcessingException e) {
            // Its own message would quote what stands in the file.
            throw new IOException(
                    path + " is no file of keys, line " + e.getLocation().getLineNr(), e);
        } catch (IllegalArgumentException e) {
            throw new IOException(path + ": " + e.getMessage(), e);
        }
    }

    private static List<ApiKey> checked(Content content) {
        List<ApiKey> keys = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        Set<String> names = new HashSet<>();
        if (content == null || content.keys() == null) {
            throw new IllegalArgumentException("it has no 'keys'");
        }
        for (StoredKey stored : content.keys()) {
            if (stored == null) {
                throw new IllegalArgumentException("it holds a key that is null");
            }
            ApiKey key = stored.key();
            if (!ids.add(key.id()) || !names.add(key.name())) {
                throw new IllegalArgumentException("key '" + key.name() + "' stands there twice");
            }
            keys.add(key);
        }
        return List.copyOf(keys);
    }

    /** Puts these keys in the place of all that were there; only the owner may read the file. */
    public void write(List<ApiKey> keys) throws IOException {
        Content content = new Content(keys.stream().map(StoredKey::of).toList());
        Path folder = path.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path next = Files.createTempFile(folder, ".keys", ".json");
        try {
            Files.write(
                    next, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(content));
            if (Files.exists(path)) {
                // Who could read it before still can: the service may run as somebody else.
                Files.setPosixFilePermissions(next, Files.getPosixFilePermissions(path));
            } else {
                Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rw-------"));
            }
            Files.move(
                    next,
                    path,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(next);
        }
    }
}
