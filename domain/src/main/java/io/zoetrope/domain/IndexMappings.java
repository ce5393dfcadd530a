package io.zoetrope.domain;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The mappings of the search indexes, as OpenSearch takes them: whoever writes documents and
 * whoever reads them go by the same.
 */
public final class IndexMappings {
    private IndexMappings() {}

    /** JSON; without {@link MomentFields#VISUAL}, whose dimension the model decides. */
    public static String moments() {
        return text("moments.json");
    }

    /** JSON. */
    public static String videos() {
        return text("videos.json");
    }

    /** JSON. */
    public static String shots() {
        return text("shots.json");
    }

    private static String text(String resource) {
        try (InputStream in = IndexMappings.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + resource, e);
        }
    }
}
