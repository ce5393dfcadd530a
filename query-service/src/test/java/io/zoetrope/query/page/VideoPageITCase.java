package io.zoetrope.query.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.query.TestingIndex;
import io.zoetrope.query.TestingService;
import io.zoetrope.query.TestingTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** One video, and the list of all of them, on the page. */
class VideoPageITCase {
    @TempDir static Path folder;
    private static TestingPage page;
    private static TestingBrowser browser;

    @BeforeAll
    static void start() throws IOException {
        page = TestingPage.start(folder);
        browser = page.browser;
    }

    @AfterAll
    static void stop() {
        if (page != null) {
            page.close();
        }
    }

    @Test
    void drawsBoxesWhereThingsAre() throws IOException {
        page.open("/video/harbour?t=4500");
        page.awaitScript(
                "the picture", "document.querySelector('.stage video')?.currentTime >= 4.4");
        browser.run("const v = document.querySelector('video'); v.pause(); v.currentTime = 4.5;");
        page.awaitText(".box:not(.words)", "car");
        page.awaitScript("the seek", "!document.querySelector('video').seeking");
        List<?> box =
                (List<?>)
                        browser.run(
                                "const b ="
                                        + " document.querySelector('.box:not(.words)').getBoundingClientRect();"
                                        + " const v ="
                                        + " document.querySelector('video').getBoundingClientRect();"
                                        + " const w = Math.min(v.width, v.height * 16 / 9); const h = w *"
                                        + " 9 / 16; const l = v.left + (v.width - w) / 2; const t ="
                                        + " v.top + (v.height - h) / 2; return [(b.left - l) / w, (b.top -"
                                        + " t) / h, b.width / w, b.height / h];");
        double[] place = box.stream().mapToDouble(n -> ((Number) n).doubleValue()).toArray();
        assertThat(place[0]).as("left").isCloseTo(0.359, within(0.02));
        assertThat(place[1]).as("top").isCloseTo(0.25, within(0.02));
        assertThat(place[2]).as("width").isCloseTo(0.281, within(0.02));
        assertThat(place[3]).as("height").isCloseTo(0.5, within(0.02));
        browser.save(TestingPage.PICTURES.resolve("video.png"));
        page.assertAccessible();
        browser.run("document.querySelector('video').currentTime = 1;");
        page.awaitScript("no box", "!document.querySelector('.box')");
        browser.run("document.querySelector('video').currentTime = 4;");
        browser.find(".box:not(.words)").click();
        page.awaitText(".thing-card", "car");
        browser.find("[data-tool=similar]").click();
        page.awaitText("#terms .thing", "is like this car");
        assertThat((String) browser.run("return location.hash;")).contains("object");
    }

    @Test
    void findsWhatIsSaidInIt() {
        page.open("/video/harbour");
        page.awaitText(".lists .tabs", "Written");
        browser.find(".lists input").sendKeys("taxi");
        page.awaitText(".list-panel mark", "taxi");
        assertThat(browser.all(".list-panel li")).hasSize(1);
        assertThat(browser.text(".list-panel li")).contains("0:03.2", "<b>");
        browser.find(".list-panel li button").click();
        page.awaitScript(
                "its second",
                "(t => t >= 3.2 && t < 6)(document.querySelector('.stage video').currentTime)");
        page.assertNothingWrong();
    }

    @Test
    void seeksOnTheTimeline() {
        page.open("/video/harbour");
        page.awaitText(".lane-names", "Shots");
        assertThat(browser.text(".lane-names")).contains("Moments", "Said", "Written", "car");
        page.awaitScript("a length", "document.querySelector('.stage video')?.duration > 8");
        browser.find(".lanes").sendKeys(Keys.END);
        page.awaitScript("the end", "document.querySelector('.stage video').currentTime > 8.5");
        browser.run(
                "const l = document.querySelector('.lanes'); const r = l.getBoundingClientRect();"
                        + " l.setPointerCapture = () => {}; l.dispatchEvent(new"
                        + " PointerEvent('pointerdown', {clientX: r.left + r.width * 0.5, clientY:"
                        + " r.top + 4, bubbles: true, pointerId: 1}));");
        page.awaitScript(
                "the middle",
                "Math.abs(document.querySelector('.stage video').currentTime - 4.5) < 1");
        page.assertNothingWrong();
    }

    @Test
    void showsWhatIsSaidAsSubtitles() throws IOException {
        page.open("/video/harbour?t=3500");
        page.awaitScript("its tracks", "document.querySelector('.choices select')?.length === 2");
        browser.find(".stage").sendKeys("c");
        awaitTaxi();
        assertThat(browser.run("return document.querySelector('.choices select').value;"))
                .isEqualTo("0");
        browser.save(TestingPage.PICTURES.resolve("subtitles.png"));
        page.assertAccessible();
        // On a phone, at night; the choice is kept.
        page.open("/video/harbour?t=3500", 390, 844);
        browser.run("document.documentElement.dataset.theme = 'dark';");
        awaitTaxi();
        browser.save(TestingPage.PICTURES.resolve("subtitles-narrow.png"));
        page.assertAccessible();
        browser.find(".stage").sendKeys("c");
        page.awaitScript(
                "none", "document.querySelector('.stage video').textTracks[0].mode === 'disabled'");
        page.assertNothingWrong();
    }

    private static void awaitTaxi() {
        page.awaitScript(
                "the line",
                "document.querySelector('.stage video')?.textTracks[0]?.activeCues?.[0]?.text"
                        + " === 'Follow that &lt;b&gt;taxi&lt;/b&gt;!'"
                        + " && document.querySelector('.stage video').textTracks[0].mode === 'showing'");
    }

    @Test
    void previewsTheTimeUnderThePointer() throws IOException {
        page.open("/video/harbour");
        page.awaitText(".lane-names", "Shots");
        page.awaitScript(
                "a small picture",
                "(() => { const l = document.querySelector('.lanes'); const r ="
                        + " l.getBoundingClientRect(); l.dispatchEvent(new PointerEvent('pointermove',"
                        + " {clientX: r.left + r.width * (0.5 + Math.random() / 10), clientY: r.top + 4,"
                        + " bubbles: true})); return document.querySelector('.tip .sprite'); })()");
        String shown =
                (String)
                        browser.run(
                                "const s = document.querySelector('.tip .sprite').style; return"
                                        + " s.backgroundImage + s.backgroundPosition;");
        // The second of three pictures on the only sheet, 160 pixels wide and shown at 168.
        assertThat(shown).contains("/hls/sprites/3-0.jpg").endsWith(")-168px 0px");
        page.awaitScript(
                "the sheet",
                "performance.getEntriesByType('resource').some(e =>"
                        + " e.name.endsWith('/hls/sprites/3-0.jpg') && e.responseEnd > 0)");
        browser.save(TestingPage.PICTURES.resolve("preview.png"));
        page.assertNothingWrong();
    }

    @Test
    void savesAStretchAsAFile() {
        page.open("/video/harbour?t=4000");
        page.awaitScript("the picture", "document.querySelector('.stage video')?.readyState >= 2");
        browser.run(
                "const made = URL.createObjectURL; URL.createObjectURL = (blob) => {"
                        + " window.saved = [blob.type, blob.size]; return made(blob); };");
        browser.find("[data-tool=clip]").click();
        browser.find("dialog .primary").click();
        page.awaitScript("the file", "window.saved?.[1] > 1000 && window.saved[0] === 'video/mp4'");
        page.assertNothingWrong();
    }

    @Test
    void saysWhenAVideoIsNotThere() {
        page.open("/video/nowhere");
        page.awaitText("#view-video", "This video is not here");
    }

    @Test
    void showsIngestionAsItHappens() throws Exception {
        page.open("/videos");
        for (int done = 1; browser.all("[data-video-id=fresh] progress").isEmpty(); done++) {
            int segments = Math.min(done, 5);
            TestingTopic.status(
                    TestingIndex.videoDocument(
                            "default",
                            "fresh",
                            "indexing",
                            v ->
                                    v.put("title", "Just arrived")
                                            .put("stage", "analysing")
                                            .put("segments_done", segments)
                                            .put("segments_total", 8)));
        }
        page.awaitText("[data-video-id=fresh] .badge", "indexing");
        page.awaitText("[data-video-id=fresh] .stages .now", "analysing");
        page.awaitText("[data-video-id=fresh] .stages", "of 8 segments");
        browser.save(TestingPage.PICTURES.resolve("videos.png"));
        page.assertAccessible();
        TestingTopic.status(
                TestingIndex.videoDocument(
                        "default",
                        "fresh",
                        "arrived",
                        v -> v.put("stage", "waiting").put("queue_position", 90_000)));
        page.awaitText("[data-video-id=fresh] .stages", "2 min of video ahead of it");
        TestingTopic.status(
                TestingIndex.videoDocument(
                        "default",
                        "fresh",
                        "partial",
                        v -> v.putObject("error").put("detail", "damaged after 12 s")));
        page.awaitText("[data-video-id=fresh]", "damaged after");
        TestingTopic.status(TestingIndex.videoDocument("default", "fresh", "deleted", v -> {}));
        browser.awaitTrue("it to go", () -> browser.all("[data-video-id=fresh]").isEmpty());
        page.assertNothingWrong();
    }

    @Test
    void saysWhyAVideoFailedAndTriesAgain() throws IOException {
        page.open("/videos?status=failed");
        page.awaitText("[data-video-id=notes] .error", "not a video");
        assertThat(browser.text("[data-video-id=notes] .detail"))
                .isEqualTo("notes.mp4 is text, not a video");
        assertThat(browser.all("#videos .video")).hasSize(1);
        browser.find("[data-video-id=notes] [data-do=retry]").click();
        JsonNode again =
                TestingTopic.arrivalOf("file:///nowhere/notes.mp4", "zoetrope.video.arrived.v1")
                        .value();
        assertThat(again.at("/data/video_id").asText()).isEqualTo("notes");
        page.assertNothingWrong();
    }

    @Test
    void addsByAddressAndByFile() throws IOException {
        page.open("/videos");
        browser.find("#add-uri").sendKeys("gopher://nowhere/a.mp4", Keys.ENTER);
        page.awaitScript("what is wrong", "document.querySelector('#add-says.error')");
        browser.find("#add-uri").clear();
        browser.find("#view-videos summary").click();
        browser.find("#add-collection").sendKeys("dailies");
        browser.find("#add-limit").sendKeys("1:30");
        browser.find("#add-uri").sendKeys("https://example.com/take-3.mp4", Keys.ENTER);
        page.awaitText("#add-says", "the first 1:30");
        JsonNode data =
                TestingTopic.arrivalOf(
                                "https://example.com/take-3.mp4", "zoetrope.video.arrived.v1")
                        .value()
                        .path("data");
        assertThat(data.path("collection").asText()).isEqualTo("dailies");
        assertThat(data.path("limit_seconds").asDouble()).isEqualTo(90);
        page.awaitText("#videos", "take-3.mp4");
        Path file = folder.resolve("sources").resolve("street.mp4");
        browser.find("#files").sendKeys(file.toString());
        page.awaitText("#videos", "street.mp4");
        assertThat(Files.exists(folder.resolve("uploads"))).isTrue();
    }

    @Test
    void asksForAKeyWhereOneIsNeeded() throws IOException {
        try (TestingService locked = TestingService.startLocked(folder)) {
            page.openAt(locked.uri(), "/search?q=red+car", 1440, 900);
            browser.find(".signin #key").sendKeys("zk_of_somebody_else", Keys.ENTER);
            page.awaitText(".signin p", "not known here");
            browser.find(".signin #key").sendKeys(locked.keys().of("default"), Keys.ENTER);
            page.awaitCards(6);
            page.awaitScript(
                    "pictures that the page names itself",
                    "document.querySelector('.strip img')?.naturalWidth");
            browser.run("location.reload();");
            page.awaitCards(6);
            browser.awaitTrue("who it is", () -> browser.find("#signout").isDisplayed());
            locked.keys().revoke("default");
            browser.find("#terms .primary").click();
            page.awaitText(".signin h2", "Sign in");
            browser.find(".signin .plain").click();
            page.awaitScript("what to do", "document.querySelector('#found-nothing .nothing')");
        }
    }
}
