package io.zoetrope.connectors.opensearch;

import io.zoetrope.domain.ModelRef;
import java.util.Locale;

/** Names of indexes and aliases. */
public final class IndexNames {
    /** Read alias over the moments of every model. */
    public static final String MOMENTS = "moments";

    /** Alias of the statuses, read and write. */
    public static final String VIDEOS = "videos";

    static final String VIDEOS_FIRST = "videos-000001";

    private IndexNames() {}

    /** Write alias of one model's moments: {@code moments-<model id>-write}. */
    public static String momentsWriteAlias(ModelRef model) {
        return moments(model) + "-write";
    }

    /** {@code moments-<model id>-000001}. */
    static String momentsFirst(ModelRef model) {
        return moments(model) + "-000001";
    }

    /** Matches the numbered indexes of one model, and not those of {@code <model id>-2}. */
    static String momentsPattern(ModelRef model) {
        return moments(model) + "-00*";
    }

    static String moments(ModelRef model) {
        String id = model.id().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]", "_");
        return MOMENTS + "-" + id;
    }
}
