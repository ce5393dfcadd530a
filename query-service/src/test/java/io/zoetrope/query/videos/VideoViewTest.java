package io.zoetrope.query.videos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.media.LocalSources;
import io.zoetrope.query.options.QueryServiceOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A document of the index, as the API shows it. */
class VideoViewTest {
    @Test
    void showsHowTheWorkGoesOn() throws Exception {
        JsonNode shown =
                shown(
                        """
                        {"video_id": "v", "status": "indexing", "segments_done": 2, "segments_total": 9,
                         "stage": "analysing", "real_time_factor": 4.5, "moments": 7, "shots": 3, "lines": 12,
                         "last_error": {"stage": "decode", "reason": "decoder_error", "detail": "A scratch."}}""");

        assertThat(shown.path("progress").toString())
                .isEqualTo(
                        "{\"segments_done\":2,\"segments_total\":9,\"stage\":\"analysing\","
                                + "\"real_time_factor\":4.5}");
        assertThat(shown.path("found").toString())
                .isEqualTo(
                        "{\"moments\":7,\"shots\":3,\"objects\":0,\"sounds\":0,\"lines\":12,\"texts\":0}");
        assertThat(shown.at("/last_error/reason").asText()).isEqualTo("decoder_error");
        assertThat(shown.has("error")).isFalse();
    }

    @Test
    void showsWhereAVideoWaits() throws Exception {
        JsonNode shown =
                shown(
                        "{\"video_id\":\"v\",\"status\":\"arrived\",\"stage\":\"waiting\",\"queue_position\":90000}");

        assertThat(shown.at("/progress/queue_position").asLong()).isEqualTo(90_000);
        assertThat(shown.path("progress").has("real_time_factor")).isFalse();
    }

    @Test
    void itsPictureIsOfItsFirstThirdOnceAllArePut() throws Exception {
        String video = "{\"video_id\": \"v\", \"duration_ms\": 9000, \"status\": \"%s\"}";
        assertThat(shown(video.formatted("indexing")).path("thumbnail_url").asText())
                .isEqualTo("/v1/videos/v/thumbnail?ms=0");
        assertThat(shown(video.formatted("ready")).path("thumbnail_url").asText())
                .isEqualTo("/v1/videos/v/thumbnail?ms=3000");
    }

    private static JsonNode shown(String document) throws Exception {
        LocalSources nowhere = new LocalSources(QueryServiceOptions.of(Map.of()).media());
        VideoView view = VideoView.of(Json.MAPPER.readTree(document), nowhere);
        return Json.MAPPER.valueToTree(view);
    }
}
