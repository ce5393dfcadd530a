package io.zoetrope.connectors.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.index.DialogueFields;
import io.zoetrope.domain.index.MomentFields;
import io.zoetrope.domain.index.ObjectFields;
import io.zoetrope.domain.index.ShotFields;
import io.zoetrope.domain.index.SoundFields;
import io.zoetrope.domain.index.TextFields;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.junit.jupiter.api.Test;

/** What is called so in the index and in the archive is the same thing. */
class ArchiveColumnsTest {
    /** The archive keeps the whole media time, and names vectors alike in all tables. */
    private static final Map<String, String> INDEX_NAMES =
            Map.of(
                    "start_us", MomentFields.START_MS,
                    "end_us", MomentFields.END_MS,
                    "first_us", ObjectFields.START_MS,
                    "last_us", ObjectFields.END_MS,
                    "best_us", ObjectFields.BEST_MS,
                    "key_frame_us", MomentFields.KEY_FRAME_MS);

    private static final Set<String> ONLY_IN_THE_ARCHIVE = Set.of("version");

    /** Written by others than the job, or about the index itself. */
    private static final Set<String> ONLY_IN_THE_INDEX =
            Set.of(
                    MomentFields.LABELS,
                    MomentFields.LIKELY_LABELS,
                    ObjectFields.NEGATIVE_LABELS,
                    MomentFields.INDEXED_AT);

    private static final Set<String> ONLY_OF_FRAMES =
            Set.of("version", "segment", "pts_us", "detections");

    @Test
    void theArchivesTablesHaveTheColumnsThatTheIndexesHave() throws Exception {
        check(ArchiveSchema.MOMENTS, MomentFields.class);
        check(ArchiveSchema.SHOTS, ShotFields.class);
        check(ArchiveSchema.TRACKS, ObjectFields.class);
        check(ArchiveSchema.SOUNDS, SoundFields.class);
        check(ArchiveSchema.DIALOGUE, DialogueFields.class);
        check(ArchiveSchema.TEXT, TextFields.class);
    }

    private static void check(MessageType table, Class<?> ofDocument) throws Exception {
        Set<String> expected = fields(ofDocument);
        expected.removeAll(ONLY_IN_THE_INDEX);
        expected.addAll(ONLY_IN_THE_ARCHIVE);

        assertThat(columns(table)).as(table.getName()).isEqualTo(expected);
    }

    @Test
    void aColumnOfFramesThatMomentsHaveTooIsCalledTheSame() throws Exception {
        Set<String> shared = columns(ArchiveSchema.FRAMES);
        shared.removeAll(ONLY_OF_FRAMES);

        assertThat(fields(MomentFields.class)).containsAll(shared);
    }

    private static Set<String> columns(MessageType table) {
        return table.getFields().stream()
                .map(Type::getName)
                .map(name -> indexName(table, name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String indexName(MessageType table, String column) {
        boolean isVisual = table == ArchiveSchema.MOMENTS || table == ArchiveSchema.FRAMES;
        return isVisual && column.equals("vector")
                ? MomentFields.VISUAL
                : INDEX_NAMES.getOrDefault(column, column);
    }

    private static Set<String> fields(Class<?> ofDocument) throws IllegalAccessException {
        Set<String> names = new TreeSet<>();
        for (Field constant : ofDocument.getFields()) {
            names.add((String) constant.get(null));
        }
        return names;
    }
}
