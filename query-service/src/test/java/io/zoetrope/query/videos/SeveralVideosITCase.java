package io.zoetrope.query.videos;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.VideoIds;
import io.zoetrope.query.TestingForm;
import io.zoetrope.query.TestingServers;
import io.zoetrope.query.TestingService;
import io.zoetrope.query.TestingService.Answer;
import io.zoetrope.query.TestingTopic;
import io.zoetrope.query.options.QueryOption;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several videos that are announced, or sent, at once. */
class SeveralVideosITCase {
    private static final String ARRIVED = "zoetrope.video.arrived.v1";

    @TempDir static Path folder;
    @AutoClose private static TestingService service;

    @BeforeAll
    static void start() throws IOException {
        Map<QueryOption, String> options = new EnumMap<>(QueryOption.class);
        options.put(QueryOption.ACCESS, "keys");
        options.put(QueryOption.OPENSEARCH, TestingServers.openSearch().uri().toString());
        options.put(QueryOption.KAFKA, TestingServers.kafka().bootstrapServers());
        options.put(QueryOption.UPLOAD_DIR, folder.toString());
        service = TestingService.start(options);
    }

    @Test
    void severalVideosAreAnnouncedInOneGo() throws IOException {
        Answer answer =
                service.post(
                        "/v1/videos",
                        "{\"videos\": [{\"uri\": \"s3a://b/1.mp4\"}, {\"uri\": \"s3a://b/2.mp4\","
                                + " \"video_id\": \"mine\"}]}",
                        service.of("several"));
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(202);
        List<String> ids = answer.json().findValuesAsText("video_id");
        assertThat(ids).hasSize(2).endsWith("mine");
        for (int i = 0; i < 2; i++) {
            String uri = "s3a://b/" + (i + 1) + ".mp4";
            assertThat(TestingTopic.arrivalOf(uri, ARRIVED).value().at("/data/video_id").asText())
                    .isEqualTo(ids.get(i));
            assertThat(service.get("/v1/videos/" + ids.get(i), service.of("several")).status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"videos\": [{\"uri\": \"s3a://b/never.mp4\"}, {\"uri\": \"gopher://x\"}]} |"
                        + " videos[1].uri",
                "{\"videos\": [{\"uri\": \"s3a://b/never.mp4\"}, null]} | videos",
                "{\"videos\": []} | videos",
                "{\"videos\": null} | videos",
                "{\"videos\": [], \"uri\": \"s3a://b/never.mp4\"} | uri",
                "{\"videos\": {\"uri\": 7}} | videos.[].uri"
            })
    void oneThatIsWrongIsNamedAndNoneAnnounced(String body, String detail) {
        Answer answer = service.post("/v1/videos", body, service.of("wrong"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/error/detail").asText()).isEqualTo(detail);
        String never = VideoIds.videoId("wrong", "s3a://b/never.mp4", "");
        assertThat(service.get("/v1/videos/" + never, service.of("wrong")).status()).isEqualTo(404);
    }

    @Test
    void aHundredAtOnceAndNotOneMore() {
        assertThat(service.post("/v1/videos", many(100), service.of("many")).status())
                .isEqualTo(202);
        assertThat(service.post("/v1/videos", many(101), service.of("many")).status())
                .isEqualTo(400);
    }

    private static String many(int count) {
        StringBuilder body = new StringBuilder("{\"videos\": [");
        for (int i = 0; i < count; i++) {
            body.append(i == 0 ? "" : ",")
                    .append("{\"uri\": \"s3a://m/")
                    .append(i)
                    .append(".mp4\"}");
        }
        return body.append("]}").toString();
    }

    @Test
    void severalFilesComeInOneForm() {
        TestingForm form =
                new TestingForm()
                        .file("file", "one.mp4", "video/mp4", new byte[] {1})
                        .file("file", "two.mp4", "video/mp4", new byte[] {2})
                        .field("collection", "both");
        Answer answer = service.post("/v1/videos", form, service.of("files"));
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(202);
        List<String> ids = answer.json().findValuesAsText("video_id");
        assertThat(ids).hasSize(2).doesNotHaveDuplicates();
        assertThat(
                        service.get("/v1/videos/" + ids.get(1), service.of("files"))
                                .json()
                                .path("title")
                                .asText())
                .isEqualTo("two.mp4");
        form.field("title", "of both");
        assertThat(service.post("/v1/videos", form, service.of("files")).status()).isEqualTo(400);
    }
}
