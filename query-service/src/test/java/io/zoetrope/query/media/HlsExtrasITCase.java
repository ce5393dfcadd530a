package io.zoetrope.query.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.domain.picture.Thumbnail;
import io.zoetrope.query.TestingIndex;
import io.zoetrope.query.TestingServers;
import io.zoetrope.query.TestingService;
import io.zoetrope.query.TestingService.Answer;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.page.TestingBrowser;
import io.zoetrope.testing.clips.ClipMaker;
import io.zoetrope.testing.clips.ClipOptions;
import io.zoetrope.testing.clips.FrameNumbers;
import io.zoetrope.testing.clips.Shot;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Text and small pictures beside what the job stored for playback, over HTTP and in a real browser
 * with hls.js.
 */
class HlsExtrasITCase {
    private static final String HLS = "/v1/videos/clip/hls/";
    private static final int RATE = 25;
    private static final int SECONDS = 24;

    @TempDir static Path folder;
    private static TestingService service;

    @BeforeAll
    static void start() throws Exception {
        Path clip = folder.resolve("clip.mp4");
        ClipMaker.make(
                clip,
                ClipOptions.h264(160, 96, RATE).withTone(),
                List.of(new Shot("numbers", new FrameNumbers(), RATE * SECONDS)));
        Path hls = folder.resolve("objects/hls/" + VideoIds.key("default", "clip"));
        TestingHls.make(clip, hls);
        for (int second = 0; second < SECONDS; second += 2) {
            picture(second);
        }
        TestingIndex index = new TestingIndex(TestingServers.openSearch().uri());
        index.recreate();
        index.video("default", "clip", "ready", v -> v.put("duration_ms", SECONDS * 1000));
        line(index, 0, 1000, 2500, "A <b>train</b> arrives.");
        line(index, 1, 13_000, 14_000, "Tom & Ann");
        index.flush();
        service = TestingService.start(folder);
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
        }
    }

    private static void picture(int second) throws IOException {
        Path file =
                folder.resolve("objects")
                        .resolve(
                                Thumbnail.pathOf(
                                        VideoIds.key("default", "clip"), second * 1_000_000L));
        Files.createDirectories(file.getParent());
        BufferedImage image = new BufferedImage(160, 96, BufferedImage.TYPE_3BYTE_BGR);
        ImageIO.write(image, "jpg", file.toFile());
    }

    private static void line(
            TestingIndex index, int ordinal, long startMs, long endMs, String text) {
        index.finding(
                FindingKind.LINE,
                "default",
                "clip",
                ordinal,
                startMs,
                endMs,
                l ->
                        l.put("line_id", "l" + ordinal)
                                .put("text", text)
                                .put("language", "en")
                                .put("source", "embedded"));
    }

    @Test
    void whatIsSaidIsATrackOfItsOwn() {
        String master = new String(service.get(HLS + "master.m3u8").http().body(), UTF_8);
        assertThat(master)
                .contains("TYPE=SUBTITLES", "URI=\"subtitles/en.m3u8\"")
                .containsPattern("STREAM-INF:.*AUDIO=\"sound\",SUBTITLES=\"subtitles\"\n7/source");
        Answer list = service.get(HLS + "subtitles/en.m3u8");
        assertThat(list.header("Content-Type")).isEqualTo("application/vnd.apple.mpegurl");
        assertThat(new String(list.http().body(), UTF_8)).contains("#EXTINF:24.000,\nen.vtt\n");
        Answer text = service.get(HLS + "subtitles/en.vtt");
        assertThat(text.header("Content-Type")).startsWith("text/vtt");
        assertThat(new String(text.http().body(), UTF_8))
                .contains("00:00:13.000 --> 00:00:14.000\nTom &amp; Ann\n");
        Answer tracks = service.get("/v1/videos/clip/subtitles");
        assertThat(tracks.json().at("/tracks/0/url").asText()).isEqualTo(HLS + "subtitles/en.vtt");
        assertThat(tracks.json().at("/tracks/0/recognised").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "clip/hls/subtitles/de.vtt",
                "clip/hls/subtitles/..%2Fmaster.m3u8",
                "clip/hls/subtitles/en.srt",
                "other/hls/subtitles/en.vtt",
                "..%2Fclip/hls/subtitles/en.vtt",
                "clip/hls/sprites/12-9.jpg",
                "clip/hls/sprites/11-0.jpg",
                "clip/hls/sprites/..%2Fmap.vtt",
                "other/hls/sprites/map.vtt"
            })
    void noOtherTracksAndSheetsAreThere(String path) {
        assertThat(service.get("/v1/videos/" + path).status()).isIn(400, 404);
    }

    @Test
    void anotherTenantReadsAndSeesNothingOfIt() {
        for (String path : List.of("subtitles/en.vtt", "sprites/map.vtt", "sprites/12-0.jpg")) {
            assertThat(service.get(HLS + path, service.of("other")).status()).isEqualTo(404);
        }
        assertThat(service.get("/v1/videos/clip/subtitles", service.of("other")).json())
                .isEqualTo(
                        Json.MAPPER
                                .createObjectNode()
                                .set("tracks", Json.MAPPER.createArrayNode()));
    }

    @Test
    void smallPicturesLieOnSheets() throws IOException {
        Answer map = service.get(HLS + "sprites/map.vtt");
        assertThat(map.header("Content-Type")).startsWith("text/vtt");
        assertThat(new String(map.http().body(), UTF_8))
                .contains("00:00:04.000 --> 00:00:06.000\n12-0.jpg#xywh=320,0,160,96\n");
        Answer sheet = service.get(HLS + "sprites/12-0.jpg");
        assertThat(sheet.header("Content-Type")).isEqualTo("image/jpeg");
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(sheet.http().body()));
        assertThat(image.getWidth()).isEqualTo(5 * 160);
        assertThat(image.getHeight()).isEqualTo(3 * 96);
    }

    /** In the time of the video, though its segments are ten seconds late. */
    @Test
    void aBrowserShowsEachLineAtItsTime() {
        TestingBrowser browser = TestingBrowser.get();
        browser.open(service.uri(), 800, 600);
        browser.run(
                "const video = document.createElement('video'); video.id = 'tried';"
                        + " video.muted = true; document.body.append(video);"
                        + " import('/js/play/playback.js').then((m) =>"
                        + " m.attach(video, '/v1/videos/clip/hls/master.m3u8', 13020, {levels() {},"
                        + " texts(names, choose) { video.dataset.names = names; choose(0); }}));");
        shows(browser, 13.02);
        browser.awaitTrue("the line", () -> "13,14,Tom & Ann".equals(said(browser)));
        browser.run("document.getElementById('tried').currentTime = 2.02");
        browser.awaitTrue(
                "the first line", () -> "1,2.5,A <b>train</b> arrives.".equals(said(browser)));
        assertThat(browser.run("return document.getElementById('tried').dataset.names"))
                .isEqualTo("English");
    }

    private static Object said(TestingBrowser browser) {
        return browser.run(
                "const cue = document.getElementById('tried').textTracks[0]?.activeCues?.[0];"
                        + " return cue ? [cue.startTime, cue.endTime, cue.getCueAsHTML().textContent].join()"
                        + " : null;");
    }

    private static void shows(TestingBrowser browser, double seconds) {
        browser.awaitTrue(
                "the picture at " + seconds,
                () ->
                        (Boolean)
                                browser.run(
                                        "const v = document.getElementById('tried'); return"
                                                + " v.readyState >= 2 && !v.seeking &&"
                                                + " Math.abs(v.currentTime - arguments[0]) < 0.01",
                                        seconds));
    }
}
