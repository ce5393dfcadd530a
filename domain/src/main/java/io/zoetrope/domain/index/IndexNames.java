package io.zoetrope.domain.index;

import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.ModelRef;
import java.util.Locale;

/**
 * Names of the search indexes and their aliases. Words are searched under the read alias of a kind;
 * vectors in the indexes of one model.
 */
public final class IndexNames {
    private static final String FIRST_NUMBER = "-000001";

    /** Read alias over the moments of every model. */
    public static final String MOMENTS = FindingKind.MOMENT.alias();

    /** Alias of the statuses, read and write. */
    public static final String VIDEOS = "videos";

    /** The first index behind {@link #VIDEOS}. */
    public static final String VIDEOS_FIRST = VIDEOS + FIRST_NUMBER;

    /** Matches the numbered indexes behind {@link #VIDEOS}. */
    public static final String VIDEOS_PATTERN = VIDEOS + "-0*";

    /** Alias of the shots, read and write. */
    public static final String SHOTS = FindingKind.SHOT.alias();

    /** The first index behind {@link #SHOTS}. */
    public static final String SHOTS_FIRST = SHOTS + FIRST_NUMBER;

    /** Read alias over the followed objects of every model. */
    public static final String OBJECTS = FindingKind.OBJECT.alias();

    /** Read alias over the sounds of every model. */
    public static final String SOUNDS = FindingKind.SOUND.alias();

    /** Read alias over the lines of dialogue of every model. */
    public static final String DIALOGUE = FindingKind.LINE.alias();

    /** Read alias over the words on the screen of every model. */
    public static final String TEXTS = FindingKind.TEXT.alias();

    /** Alias of what people said about labels, read and write. */
    public static final String LABELS = "labels";

    /** The first index behind {@link #LABELS}. */
    public static final String LABELS_FIRST = LABELS + FIRST_NUMBER;

    /** Matches the numbered indexes behind {@link #LABELS}. */
    public static final String LABELS_PATTERN = LABELS + "-0*";

    /** Alias of how far labels are spread, read and write. */
    public static final String LABEL_TASKS = "label-tasks";

    /** The first index behind {@link #LABEL_TASKS}. */
    public static final String LABEL_TASKS_FIRST = LABEL_TASKS + FIRST_NUMBER;

    /** Matches the numbered indexes behind {@link #LABEL_TASKS}. */
    public static final String LABEL_TASKS_PATTERN = LABEL_TASKS + "-0*";

    private IndexNames() {}

    /** Before the numbers of one model's indexes: {@code moments-<model id>}. */
    public static String of(FindingKind kind, ModelRef model) {
        if (!kind.isByModel()) {
            return kind.alias();
        }
        String id = model.id().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]", "_");
        return kind.alias() + "-" + id;
    }

    /** Where findings of a model are written: {@code moments-<model id>-write}. */
    public static String writeAlias(FindingKind kind, ModelRef model) {
        return kind.isByModel() ? of(kind, model) + "-write" : kind.alias();
    }

    /** The first index: {@code moments-<model id>-000001}. */
    public static String first(FindingKind kind, ModelRef model) {
        return of(kind, model) + FIRST_NUMBER;
    }

    /** Matches the numbered indexes of one model, neither its alias nor those of another model. */
    public static String pattern(FindingKind kind, ModelRef model) {
        return of(kind, model) + (kind.isByModel() ? "-00*" : "-0*");
    }

    /** See {@link #writeAlias}. */
    public static String momentsWriteAlias(ModelRef model) {
        return writeAlias(FindingKind.MOMENT, model);
    }

    /** See {@link #first}. */
    public static String momentsFirst(ModelRef model) {
        return first(FindingKind.MOMENT, model);
    }

    /** See {@link #pattern}. */
    public static String momentsPattern(ModelRef model) {
        return pattern(FindingKind.MOMENT, model);
    }
}
