package io.zoetrope.connectors.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zoetrope.connectors.TestingRecords;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.VideoDescription;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.finding.Labels;
import io.zoetrope.domain.status.VideoStatus;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DocumentsTest {
    /** Below what brokers take unless they were told another. */
    private static final int MAX_BYTES = 1_000_000;

    private static JsonNode parse(byte[] json) throws Exception {
        assertThat(new String(json, UTF_8)).doesNotContain("\n");
        return new ObjectMapper().readTree(json);
    }

    @Test
    void aMomentHasTheFieldsOfTheIndex() throws Exception {
        JsonNode json =
                parse(
                        MomentDocument.encode(
                                TestingRecords.moment("v", 2), Labels.NONE, 1_772_409_600_000L));
        assertThat(json.path("moment_id").asText()).hasSize(24);
        assertThat(json.path("video_id").asText()).isEqualTo("v");
        assertThat(json.path("generation").asLong()).isEqualTo(TestingRecords.GENERATION);
        assertThat(json.path("ordinal").asInt()).isEqualTo(2);
        assertThat(json.path("start_ms").asLong()).isEqualTo(8000);
        assertThat(json.path("end_ms").asLong()).isEqualTo(12_000);
        assertThat(json.path("key_frame_ms").asLong()).isEqualTo(9000);
        assertThat(json.path("visual")).hasSize(TestingRecords.DIMENSION);
        assertThat((float) json.path("visual").path(3).asDouble())
                .isEqualTo(TestingRecords.moment("v", 2).visual().values()[3]);
        assertThat(json.path("model").asText()).isEqualTo("scenes");
        assertThat(json.path("model_version").asText()).isEqualTo("1");
        assertThat(json.path("metadata").path("take").asText()).isEqualTo("7");
        assertThat(json.path("arrived_at").asText()).isEqualTo("2026-03-01T23:59:59Z");
        assertThat(json.path("indexed_at").asText()).isEqualTo("2026-03-02T00:00:00Z");
    }

    @Test
    void aShotIsFlat() throws Exception {
        JsonNode json = parse(ShotDocument.encode(TestingRecords.shot("v", 7, 2)));
        assertThat(json.toString())
                .isEqualTo(
                        "{\"video_id\":\"v\",\"tenant\":\"acme\",\"collection\":\"cars\","
                                + "\"uri\":\"s3a://media/v.mp4\",\"generation\":7,\"shot\":2,"
                                + "\"start_ms\":8000,\"end_ms\":12000,\"transition\":\"fade\","
                                + "\"model\":\"rules\",\"model_version\":\"7\","
                                + "\"arrived_at\":\"2026-03-01T23:59:59Z\"}");
    }

    @Test
    void anObjectHasItsBoxesAndBothAppearances() throws Exception {
        Labels labels = new Labels(List.of("mine"), List.of());
        JsonNode json = parse(ObjectDocument.encode(TestingRecords.object("v", 4), labels, 1));
        assertThat(json.path("labels").toString()).isEqualTo("[\"mine\"]");
        assertThat(json.has("likely_labels")).as("a later write may still say it").isFalse();
        assertThat(json.path("object_id").asText())
                .isEqualTo(TestingRecords.object("v", 4).objectId());
        assertThat(json.path("object_class").asText()).isEqualTo("car");
        assertThat(json.path("entity_id").asText()).isEqualTo("entity-1");
        assertThat(json.path("start_ms").asLong()).isEqualTo(4000);
        assertThat(json.path("end_ms").asLong()).isEqualTo(6000);
        assertThat(json.path("boxes").path(1).toString())
                .isEqualTo("{\"ms\":6000,\"x0\":0.625,\"y0\":0.25,\"x1\":0.875,\"y1\":0.5}");
        assertThat(json.path("appearance")).hasSize(TestingRecords.DIMENSION);
        assertThat(json.path("best_appearance")).hasSize(TestingRecords.DIMENSION);
        assertThat(json.path("best_x1").asDouble()).isEqualTo(0.875);
        assertThat(json.path("picture").asText()).isEqualTo("objects/v/4.jpg");
        assertThat(
                        parse(ObjectDocument.encode(TestingRecords.object("v", 5), Labels.NONE, 1))
                                .has("best_appearance"))
                .as("it has none")
                .isFalse();
    }

    @Test
    void aSilenceHasNeitherVectorNorLoudness() throws Exception {
        JsonNode heard = parse(SoundDocument.encode(TestingRecords.sound("v", 7, 0)));
        assertThat(heard.path("sound_classes").toString()).isEqualTo("[\"barking\",\"wind\"]");
        assertThat(heard.path("sound_scores").toString()).isEqualTo("[0.75,0.25]");
        assertThat(heard.path("loudness_db").asDouble()).isEqualTo(-20.5);
        assertThat(heard.path("silent").asBoolean()).isFalse();

        JsonNode silent = parse(SoundDocument.encode(TestingRecords.sound("v", 7, 3)));
        assertThat(silent.path("silent").asBoolean()).isTrue();
        assertThat(silent.has("vector")).isFalse();
        assertThat(silent.has("loudness_db")).isFalse();
        assertThat(silent.path("sound_classes")).isEmpty();
    }

    /** An index that compares by angles refuses the whole document for it. */
    @Test
    void aVectorWithoutADirectionIsLeftOut() throws Exception {
        assertThat(vector(0, -1)).isEqualTo("{\"v\":[0.0,-1.0]}");
        assertThat(vector(0, 0)).isEqualTo("{}");
        assertThat(vector(1, Float.NaN)).isEqualTo("{}");
        assertThat(vector(Float.POSITIVE_INFINITY, 0)).isEqualTo("{}");
    }

    private static String vector(float... values) throws Exception {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.writeStartObject();
            SharedFields.vector(json, "v", new Vector(values));
            json.writeEndObject();
        }
        return out.toString();
    }

    @Test
    void metadataHaveTheirAccentsInTheirLetters() throws Exception {
        Map<String, String> metadata = new TreeMap<>();
        metadata.put("cafe\u0301", "Flore\u0301");
        metadata.put("caf\u00e9", "the same key");
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.writeStartObject();
            SharedFields.description(json, new VideoDescription("", metadata, ""), 1_000);
            json.writeEndObject();
        }
        assertThat(out.toString()).isEqualTo("{\"metadata\":{\"caf\u00e9\":\"Flor\u00e9\"}}");
    }

    @Test
    void aLineSaysWhereItComesFrom() throws Exception {
        JsonNode json = parse(DialogueDocument.encode(TestingRecords.line("v", 7, 1)));
        assertThat(json.toString())
                .isEqualTo(
                        "{\"line_id\":\"%s\",".formatted(TestingRecords.line("v", 7, 1).id())
                                + "\"video_id\":\"v\",\"tenant\":\"acme\",\"collection\":\"cars\","
                                + "\"uri\":\"s3a://media/v.mp4\",\"generation\":7,\"ordinal\":1,"
                                + "\"start_ms\":3000,\"end_ms\":5000,"
                                + "\"text\":\"Die Kinder spielten im Garten.\",\"language\":\"de\","
                                + "\"speaker\":\"ann\",\"source\":\"sidecar\","
                                + "\"model\":\"scenes\",\"model_version\":\"1\","
                                + "\"arrived_at\":\"2026-03-01T23:59:59Z\"}");
    }

    @Test
    void aTextSaysWhereItIs() throws Exception {
        JsonNode json = parse(TextDocument.encode(TestingRecords.text("v", 7, 2)));
        assertThat(json.path("text").asText()).isEqualTo("Exit 2");
        assertThat(json.path("confidence").asDouble()).isEqualTo(0.875);
        assertThat(json.path("y1").asDouble()).isEqualTo(0.5);
        assertThat(json.path("start_ms").asLong()).isEqualTo(10_000);
        assertThat(json.path("vector")).hasSize(TestingRecords.DIMENSION);
    }

    @Test
    void aStatusLeavesOutWhatIsNotKnown() throws Exception {
        VideoStatus bare =
                VideoStatus.of(
                        new VideoRef("v", null, null, "file:/a", null),
                        0,
                        IndexingState.ARRIVED,
                        0,
                        0);
        assertThat(parse(VideoDocument.encode(bare)).toString())
                .isEqualTo(
                        "{\"video_id\":\"v\",\"tenant\":\"default\",\"uri\":\"file:/a\","
                                + "\"generation\":0,\"status\":\"arrived\",\"segments_done\":0,\"segments_total\":0,"
                                + "\"moments\":0,\"shots\":0,\"objects\":0,\"sounds\":0,\"lines\":0,"
                                + "\"texts\":0,\"stage\":\"done\"}");
    }

    @Test
    void aFailedStatusCarriesItsError() throws Exception {
        JsonNode json =
                parse(VideoDocument.encode(TestingRecords.status("v", IndexingState.FAILED, 0)));
        assertThat(json.path("error").toString())
                .isEqualTo(
                        "{\"stage\":\"probe\",\"reason\":\"not_a_video\",\"detail\":\"a text file\"}");
        assertThat(json.path("frame_rate").asDouble()).isBetween(29.96, 29.98);
        assertThat(json.path("rotation").asInt()).isEqualTo(90);
        assertThat(json.path("size_bytes").asLong()).isEqualTo(12_345_678);
        assertThat(json.has("searchable_at")).isFalse();
    }

    @Test
    void aStatusStaysBelowABrokersLimitWhateverItsOwnerWrites() {
        VideoStatus status = TestingRecords.status("v", IndexingState.READY, 1);
        VideoDescription huge =
                new VideoDescription(
                        "\u0001".repeat(900_000), Map.of("k", "x".repeat(900_000)), "");
        VideoStatus large =
                status.withDescription(huge)
                        .withOutcome(
                                IndexingState.PARTIAL,
                                new Problem("s", "r", "\u0001".repeat(900_000)))
                        .with(
                                status.media(),
                                status.progress()
                                        .withProblem(
                                                new Problem("s", "r", "\u0001".repeat(900_000))));
        assertThat(VideoDocument.encode(large)).hasSizeLessThan(MAX_BYTES);
        assertThat(VideoDocument.withoutDescription(VideoDocument.encode(large)))
                .hasSizeLessThan(DeadLetterDocument.MIN_BYTES);
    }
}
