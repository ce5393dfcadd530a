package io.zoetrope.models.packages;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;

/** A package among this module's own resources. */
record BundledStore(String name) implements PackageStore {
    /** Resource folder; models/pom.xml puts the packages there. */
    static final String ROOT = "zoetrope-models/";

    private static final Map<String, Path> UNPACKED = new HashMap<>();

    private String resource(String path) {
        return ROOT + name + "/" + path;
    }

    @Override
    public String location() {
        return "bundled:" + name;
    }

    @Override
    public boolean has(String path) {
        return loader().getResource(resource(path)) != null;
    }

    @Override
    public InputStream open(String path) throws IOException {
        InputStream in = loader().getResourceAsStream(resource(path));
        if (in == null) {
            throw new FileNotFoundException(resource(path));
        }
        return in;
    }

    @Override
    public Path file(String path) throws IOException {
        synchronized (UNPACKED) {
            return unpacked(path);
        }
    }

    private Path unpacked(String path) throws IOException {
        Path unpacked = UNPACKED.get(resource(path));
        if (unpacked == null) {
            unpacked = Files.createTempFile("zoetrope-", "-" + path.replace('/', '-'));
            unpacked.toFile().deleteOnExit();
            try (InputStream in = open(path)) {
                Files.copy(in, unpacked, StandardCopyOption.REPLACE_EXISTING);
            }
            UNPACKED.put(resource(path), unpacked);
        }
        return unpacked;
    }

    private static ClassLoader loader() {
        return BundledStore.class.getClassLoader();
    }
}
