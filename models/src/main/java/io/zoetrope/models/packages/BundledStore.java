package io.zoetrope.models.packages;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A package among this module's own resources. Nothing is unpacked: a job that is submitted again
 * and again would leave a copy behind each time.
 */
record BundledStore(String name) implements PackageStore {
    /** Resource folder; models/pom.xml puts the packages there. */
    static final String ROOT = "zoetrope-models/";

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
    public Optional<Path> path(String path) {
        return Optional.empty();
    }

    private static ClassLoader loader() {
        return BundledStore.class.getClassLoader();
    }
}
