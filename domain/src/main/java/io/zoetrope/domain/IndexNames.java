package io.zoetrope.domain;

import java.util.Locale;

/** Names of the search indexes and their aliases. */
public final class IndexNames {
    /** Read alias over the moments of every model. */
    public static final String MOMENTS = "moments";

    /** Alias of the statuses, read and write. */
    public static final String VIDEOS = "videos";

    /** The first index behind {@link #VIDEOS}. */
    public static final String VIDEOS_FIRST = VIDEOS + "-000001";

    /** Matches the numbered indexes behind {@link #VIDEOS}. */
    public static final String VIDEOS_PATTERN = VIDEOS + "-0*";

    /** Alias of the shots, read and write. */
    public static final String SHOTS = "shots";

    /** The first index behind {@link #SHOTS}. */
    public static final String SHOTS_FIRST = SHOTS + "-000001";

    /** Matches the numbered indexes behind {@link #SHOTS}. */
    public static final String SHOTS_PATTERN = SHOTS + "-0*";

    private IndexNames() {}

    /** Before the numbers of one model's indexes: {@code moments-<model id>}. */
    public static String moments(ModelRef model) {
        String id = model.id().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]", "_");
        return MOMENTS + "-" + id;
    }

    /** Write alias of one model's moments: {@code moments-<model id>-write}. */
    public static String momentsWriteAlias(ModelRef model) {
        return moments(model) + "-write";
    }

    /** The first index of one model's moments: {@code moments-<model id>-000001}. */
    public static String momentsFirst(ModelRef model) {
        return moments(model) + "-000001";
    }

    /** Matches the numbered indexes of one model, neither its alias nor those of another model. */
    public static String momentsPattern(ModelRef model) {
        return moments(model) + "-00*";
    }
}
