package io.zoetrope.connectors.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zoetrope.connectors.TestingRecords;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.VideoDescription;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.VideoStatus;
import java.util.Map;
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
                parse(MomentDocument.encode(TestingRecords.moment("v", 2), 1_772_409_600_000L));
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
    void aStatusLeavesOutWhatIsNotKnown() throws Exception {
        VideoStatus bare =
                new VideoStatus(
                        new VideoRef("v", null, null, "file:/a", null),
                        0,
                        null,
                        IndexingState.ARRIVED,
                        null,
                        0,
                        0,
                        0,
                        null,
                        0,
                        0);
        assertThat(parse(VideoDocument.encode(bare)).toString())
                .isEqualTo(
                        "{\"video_id\":\"v\",\"tenant\":\"default\",\"uri\":\"file:/a\","
                                + "\"generation\":0,\"status\":\"arrived\",\"segments_done\":0,\"segments_total\":0,"
                                + "\"moments\":0,\"shots\":0}");
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
                new VideoStatus(
                        status.video(),
                        status.generation(),
                        huge,
                        status.state(),
                        status.media(),
                        1,
                        1,
                        1,
                        new Problem("s", "r", "\u0001".repeat(900_000)),
                        1,
                        1);
        assertThat(VideoDocument.encode(large)).hasSizeLessThan(MAX_BYTES);
        assertThat(VideoDocument.withoutDescription(VideoDocument.encode(large)))
                .hasSizeLessThan(DeadLetterDocument.MIN_BYTES);
    }
}
