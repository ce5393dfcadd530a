package io.zoetrope.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zoetrope.connectors.json.MomentDocument;
import io.zoetrope.connectors.json.ShotDocument;
import io.zoetrope.connectors.json.VideoDocument;
import io.zoetrope.domain.IndexMappings;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.MomentFields;
import io.zoetrope.domain.ShotFields;
import io.zoetrope.domain.VideoFields;
import io.zoetrope.domain.VideoStatus;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The names of fields in {@code domain}, the mappings and what is written say the same. */
class FieldsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The template sets its mapping, by the model. */
    private static final Set<String> BY_MODEL = Set.of(MomentFields.VISUAL);

    /** Others write them. */
    private static final Set<String> NOT_OF_THE_JOB =
            Set.of(MomentFields.LABELS, MomentFields.DIALOGUE, VideoFields.PLAYABLE_AT);

    private static final Set<String> OF_ERRORS =
            Set.of(VideoFields.STAGE, VideoFields.REASON, VideoFields.DETAIL);

    @Test
    void everyFieldOfAMomentIsMappedAndEveryMappedOneHasAName() throws Exception {
        assertThat(names(properties(IndexMappings.moments())))
                .isEqualTo(without(constants(MomentFields.class), BY_MODEL));
    }

    @Test
    void everyFieldOfAVideoIsMappedAndEveryMappedOneHasAName() throws Exception {
        JsonNode mapped = properties(IndexMappings.videos());

        assertThat(names(mapped)).isEqualTo(without(constants(VideoFields.class), OF_ERRORS));
        assertThat(names(mapped.path(VideoFields.ERROR).path("properties")))
                .isEqualTo(new TreeSet<>(OF_ERRORS));
    }

    @Test
    void aShotIsMappedAndWrittenWithAllOfItsFields() throws Exception {
        Set<String> all = constants(ShotFields.class);

        assertThat(names(properties(IndexMappings.shots()))).isEqualTo(all);
        assertThat(names(JSON.readTree(ShotDocument.encode(TestingRecords.shot("v", 1, 0)))))
                .isEqualTo(all);
    }

    @Test
    void aMomentIsWrittenWithAllOfItsFields() throws Exception {
        byte[] document = MomentDocument.encode(TestingRecords.moment("v", 0), 1);

        assertThat(names(JSON.readTree(document)))
                .isEqualTo(without(constants(MomentFields.class), NOT_OF_THE_JOB));
    }

    @Test
    void aVideoIsWrittenWithAllOfItsFields() throws Exception {
        VideoStatus full =
                TestingRecords.status("v", IndexingState.FAILED, 0)
                        .atQueuePosition(3)
                        .searchableFrom(1);

        JsonNode document = JSON.readTree(VideoDocument.encode(full));

        Set<String> all = without(constants(VideoFields.class), NOT_OF_THE_JOB);
        assertThat(names(document)).isEqualTo(without(all, OF_ERRORS));
        assertThat(names(document.path(VideoFields.ERROR))).isEqualTo(new TreeSet<>(OF_ERRORS));
    }

    /** The text of every public constant. */
    private static Set<String> constants(Class<?> fields) {
        return Arrays.stream(fields.getFields())
                .map(FieldsTest::text)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(Field constant) {
        try {
            return (String) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode properties(String mapping) throws IOException {
        return JSON.readTree(mapping).path("properties");
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        Set<String> left = new TreeSet<>(all);
        left.removeAll(some);
        return left;
    }
}
