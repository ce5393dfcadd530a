package io.zoetrope.connectors.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.MomentFields;
import io.zoetrope.domain.ShotFields;
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
                    "vector", MomentFields.VISUAL,
                    "start_us", MomentFields.START_MS,
                    "end_us", MomentFields.END_MS,
                    "key_frame_us", MomentFields.KEY_FRAME_MS);

    private static final Set<String> ONLY_IN_THE_ARCHIVE = Set.of("version");

    /** Written by others than the job, or about the index itself. */
    private static final Set<String> ONLY_IN_THE_INDEX =
            Set.of(MomentFields.LABELS, MomentFields.DIALOGUE, MomentFields.INDEXED_AT);

    private static final Set<String> ONLY_OF_FRAMES =
            Set.of("version", "segment", "pts_us", "detections");

    @Test
    void theArchivesMomentsHaveTheColumnsThatTheIndexHas() throws Exception {
        Set<String> expected = fields();
        expected.removeAll(ONLY_IN_THE_INDEX);
        expected.addAll(ONLY_IN_THE_ARCHIVE);

        assertThat(columns(ArchiveSchema.MOMENTS)).isEqualTo(expected);
    }

    @Test
    void theArchivesShotsHaveTheColumnsThatTheIndexHas() throws Exception {
        Set<String> expected = fields(ShotFields.class);
        expected.addAll(ONLY_IN_THE_ARCHIVE);

        assertThat(columns(ArchiveSchema.SHOTS)).isEqualTo(expected);
    }

    @Test
    void aColumnOfFramesThatMomentsHaveTooIsCalledTheSame() throws Exception {
        Set<String> shared = columns(ArchiveSchema.FRAMES);
        shared.removeAll(ONLY_OF_FRAMES);

        assertThat(fields()).containsAll(shared);
    }

    private static Set<String> columns(MessageType table) {
        return table.getFields().stream()
                .map(Type::getName)
                .map(name -> INDEX_NAMES.getOrDefault(name, name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> fields() throws IllegalAccessException {
        return fields(MomentFields.class);
    }

    private static Set<String> fields(Class<?> ofDocument) throws IllegalAccessException {
        Set<String> names = new TreeSet<>();
        for (Field constant : ofDocument.getFields()) {
            names.add((String) constant.get(null));
        }
        return names;
    }
}
