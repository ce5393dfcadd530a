package io.zoetrope.query.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.query.TestingEncoders;
import io.zoetrope.query.TestingForm;
import io.zoetrope.query.TestingIndex;
import io.zoetrope.query.TestingPng;
import io.zoetrope.query.TestingServers;
import io.zoetrope.query.TestingService;
import io.zoetrope.query.TestingService.Answer;
import io.zoetrope.testing.clips.ClipMaker;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.Pictures;
import io.zoetrope.testing.clips.Shot;
import java.awt.Color;
import java.awt.Graphics2D;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short video as a question, decoded in a process of its own. */
class ClipSearchITCase {
    private static final int RATE = 5;

    @TempDir static Path folder;
    @AutoClose private static TestingService service;
    private static byte[] clip;

    @BeforeAll
    static void start() throws IOException {
        TestingIndex index = new TestingIndex(TestingServers.openSearch().uri());
        index.recreate();
        for (String looks : List.of("red", "green", "blue", "cat")) {
            index.moment("default", looks, 0, looks);
        }
        index.flush();
        Path file = folder.resolve("clip.mp4");
        ClipMaker.make(
                file,
                ClipOptions.h264(160, 90, RATE),
                List.of(shot("a", Color.RED, 4), shot("b", Color.GREEN, 3)));
        clip = Files.readAllBytes(file);
        service = TestingService.start(folder);
    }

    private static Shot shot(String name, Color colour, int seconds) {
        Pictures painted =
                (canvas, frame, time) -> {
                    Graphics2D graphics = canvas.createGraphics();
                    graphics.setColor(colour);
                    graphics.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
                    graphics.dispose();
                };
        return new Shot(name, painted, seconds * RATE);
    }

    private static Answer send(byte[] bytes, String limit) {
        return service.post(
                "/v1/search",
                new TestingForm()
                        .file("video", "clip.mp4", "video/mp4", bytes)
                        .field("limit", limit));
    }

    @Test
    void findsWhatEachOfItsShotsShowsPageByPage() {
        Answer first = send(clip, "1");
        assertThat(first.status()).as(first.json().toString()).isEqualTo(200);
        String token = first.json().at("/page/next_page_token").asText();
        Answer second = service.get("/v1/search/" + token);
        assertThat(List.of(video(first), video(second))).containsExactlyInAnyOrder("red", "green");
        JsonNode match = first.json().at("/moments/0/matches/0");
        assertThat(match.path("clause").asText()).isEqualTo("video");
        assertThat(match.path("source").asText()).isEqualTo("visual");
    }

    private static String video(Answer answer) {
        return answer.json().at("/moments/0/video_id").asText();
    }

    @Test
    void isAClauseOfItsName() {
        Answer answer =
                service.post(
                        "/v1/search",
                        new TestingForm()
                                .file("seen", "clip.mp4", "video/mp4", clip)
                                .field(
                                        "clauses",
                                        SearchApiITCase.json(
                                                "[{'name': 'seen'}, {'text': 'cat', 'modalities':"
                                                        + " ['visual']}]"))
                                .field("limit", "3"));
        List<String> found = new ArrayList<>();
        answer.json().path("moments").forEach(m -> found.add(m.path("video_id").asText()));
        assertThat(found).containsExactlyInAnyOrder("red", "green", "cat");
    }

    @Test
    void whatIsSentAgainTouchesNoEncoder() throws IOException {
        List<TestingForm> forms =
                List.of(
                        new TestingForm().file("video", "clip.mp4", "video/mp4", clip),
                        new TestingForm()
                                .file("image", "a.png", "image/png", TestingPng.of(Color.BLUE)),
                        new TestingForm()
                                .file("audio", "a.wav", "audio/wav", TestingEncoders.sound("sea")));
        for (TestingForm form : forms) {
            assertThat(service.post("/v1/search", form).status()).isEqualTo(200);
            double before = embedded();
            assertThat(before).isPositive();
            assertThat(service.post("/v1/search", form).status()).isEqualTo(200);
            assertThat(embedded()).isEqualTo(before);
        }
    }

    /** How often an encoder was asked, of whatever kind. */
    private static double embedded() {
        return new String(service.get("/metrics").http().body(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("zoetrope_query_embed_seconds_count{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Test
    void saysWhatIsNoClip() {
        byte[] text = "no video at all".repeat(500).getBytes(StandardCharsets.UTF_8);
        for (byte[] bytes : List.of(text, Arrays.copyOf(clip, clip.length / 3), new byte[0])) {
            Answer answer = send(bytes, "1");
            assertThat(answer.status()).as(answer.json().toString()).isEqualTo(400);
            assertThat(answer.json().at("/error/detail").asText()).isEqualTo("video");
            assertThat(answer.json().at("/error/message").asText()).isNotEmpty();
        }
    }
}
