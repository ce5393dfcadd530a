package io.zoetrope.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zoetrope.connectors.json.FindingDocument;
import io.zoetrope.connectors.json.VideoDocument;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.MediaInfo;
import io.zoetrope.domain.Playback;
import io.zoetrope.domain.index.DialogueFields;
import io.zoetrope.domain.index.IndexMappings;
import io.zoetrope.domain.index.MomentFields;
import io.zoetrope.domain.index.ObjectFields;
import io.zoetrope.domain.index.RenditionFields;
import io.zoetrope.domain.index.ShotFields;
import io.zoetrope.domain.index.SoundFields;
import io.zoetrope.domain.index.TextFields;
import io.zoetrope.domain.index.VideoFields;
import io.zoetrope.domain.status.VideoProgress;
import io.zoetrope.domain.status.VideoStatus;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The names of fields in {@code domain}, the mappings and what is written say the same. */
class FieldsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Others write them. */
    private static final Set<String> NOT_OF_THE_JOB =
            Set.of(MomentFields.LABELS, ObjectFields.NEGATIVE_LABELS, ObjectFields.LIKELY_LABELS);

    private static final Set<String> OF_ERRORS =
            Set.of(VideoFields.STAGE, VideoFields.REASON, VideoFields.DETAIL);

    private static final Set<String> ONLY_OF_ERRORS =
            Set.of(VideoFields.REASON, VideoFields.DETAIL);

    /** The template sets the mapping of vectors, by the model. */
    @ParameterizedTest
    @EnumSource
    void everyFieldIsMappedAndEveryMappedOneHasAName(FindingKind kind) throws Exception {
        assertThat(names(properties(IndexMappings.of(kind))))
                .isEqualTo(
                        without(constants(fields(kind)), Set.copyOf(IndexMappings.vectors(kind))));
    }

    @ParameterizedTest
    @EnumSource
    void aFindingIsWrittenWithAllOfItsFields(FindingKind kind) throws Exception {
        byte[] document = FindingDocument.encode(TestingRecords.finding(kind, "v", 1, 0), 1);

        assertThat(names(JSON.readTree(document)))
                .isEqualTo(without(constants(fields(kind)), NOT_OF_THE_JOB));
    }

    @ParameterizedTest
    @EnumSource
    void whatOthersWriteIsKept(FindingKind kind) throws Exception {
        Set<String> others = constants(fields(kind));
        others.retainAll(NOT_OF_THE_JOB);

        assertThat(FindingDocument.keptFields(kind)).containsExactlyInAnyOrderElementsOf(others);
    }

    private static Class<?> fields(FindingKind kind) {
        return switch (kind) {
            case MOMENT -> MomentFields.class;
            case SHOT -> ShotFields.class;
            case OBJECT -> ObjectFields.class;
            case SOUND -> SoundFields.class;
            case LINE -> DialogueFields.class;
            case TEXT -> TextFields.class;
        };
    }

    @Test
    void everyFieldOfAVideoIsMappedAndEveryMappedOneHasAName() throws Exception {
        JsonNode mapped = properties(IndexMappings.videos());

        assertThat(names(mapped)).isEqualTo(without(constants(VideoFields.class), ONLY_OF_ERRORS));
        assertThat(names(mapped.path(VideoFields.ERROR).path("properties")))
                .isEqualTo(new TreeSet<>(OF_ERRORS));
    }

    @Test
    void aVideoIsWrittenWithAllOfItsFields() throws Exception {
        VideoStatus found = TestingRecords.status("v", IndexingState.FAILED, 0).searchableFrom(1);
        List<Playback.Rendition> renditions =
                List.of(new Playback.Rendition("720p", 1280, 720, "avc1.64001f", 3, 2));
        VideoStatus full = found.with(new Playback(1, 1, found.error(), renditions));
        VideoProgress progress =
                full.progress().atQueuePosition(3).at(2.5f).withProblem(full.error());

        MediaInfo media = full.media().beside(0, "dvb_teletext,ttml");
        JsonNode document = JSON.readTree(VideoDocument.encode(full.with(media, progress)));

        Set<String> all = without(constants(VideoFields.class), NOT_OF_THE_JOB);
        assertThat(names(document)).isEqualTo(without(all, ONLY_OF_ERRORS));
        assertThat(names(document.path(VideoFields.ERROR))).isEqualTo(new TreeSet<>(OF_ERRORS));
        assertThat(names(document.path(VideoFields.RENDITIONS).path(0)))
                .isEqualTo(constants(RenditionFields.class))
                .isEqualTo(
                        names(
                                properties(IndexMappings.videos())
                                        .path(VideoFields.RENDITIONS)
                                        .path("properties")));
        assertThat(document.path(VideoFields.UNREAD_SUBTITLES).toString())
                .isEqualTo("[\"dvb_teletext\",\"ttml\"]");
        assertThat(document.path(VideoFields.LAST_ERROR))
                .isEqualTo(document.path(VideoFields.ERROR));
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
