package io.zoetrope.query;

import io.zoetrope.query.access.ApiKey;
import io.zoetrope.query.access.KeyFile;
import io.zoetrope.query.access.NewKey;
import io.zoetrope.query.http.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A file of keys that tests add to and take from while a service reads it. */
public final class TestingKeys {
    public static final String HEADER = "X-Api-Key";

    private final KeyFile file;
    private final Map<String, String> ofTenants = new HashMap<>();

    public TestingKeys() throws IOException {
        Path folder = Files.createTempDirectory("zoetrope-keys");
        folder.toFile().deleteOnExit();
        file = new KeyFile(folder.resolve("keys.json"));
        file.write(List.of());
        file.path().toFile().deleteOnExit();
    }

    public Path file() {
        return file.path();
    }

    /** A tenant's key that may do everything. */
    public synchronized String of(String tenant) {
        return ofTenants.computeIfAbsent(tenant, t -> add(t, t, Role.ADMIN));
    }

    /** A new key. */
    public String add(String name, String tenant, Role role) {
        return add(new NewKey.Wish(name, tenant, role, null, null, null));
    }

    public synchronized String add(NewKey.Wish wish) {
        try {
            NewKey made = NewKey.make(wish, Clock.systemUTC());
            List<ApiKey> keys = new ArrayList<>(file.read());
            keys.add(made.stored());
            file.write(keys);
            return made.text();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public synchronized void revoke(String name) {
        try {
            List<ApiKey> keys = new ArrayList<>(file.read());
            keys.removeIf(key -> key.name().equals(name));
            file.write(keys);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
