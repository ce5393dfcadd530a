package io.zoetrope.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.zoetrope.domain.FindingKind;
import io.zoetrope.query.TestingLibrary.Scene;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page in a real browser; its pictures are left in {@code target/page}. */
class PageITCase {
    private static final Path PICTURES = Path.of("target", "page");

    @TempDir static Path folder;
    private static TestingBrowser browser;
    private static TestingService service;

    @BeforeAll
    static void start() throws IOException {
        browser = TestingBrowser.start();
        TestingIndex index = new TestingIndex(TestingServers.openSearch().uri());
        index.recreate();
        TestingLibrary library = new TestingLibrary(folder, index);
        Scene red = new Scene("red car at night", new Color(0xd8442f), new Color(0x10162b));
        Scene blue = new Scene("blue boat sea", new Color(0x2f6fd8), new Color(0xb8d8ea));
        Scene green = new Scene("green cat grass", new Color(0x2d7d46), new Color(0xcfe3b1));
        library.add("harbour", "Harbour, morning", "city", List.of(blue, red, green));
        library.add("street", "Street", "city", List.of(red, blue));
        library.add("garden", "Garden <img src=x onerror=alert(1)>", "home", List.of(green));
        findings(index);
        index.video(
                        "default",
                        "notes",
                        "failed",
                        v ->
                                v.put("uri", "file:///nowhere/notes.mp4")
                                        .putObject("error")
                                        .put("stage", "probe")
                                        .put("reason", "not_a_video")
                                        .put("detail", "notes.mp4 is text, not a video"))
                .flush();
        service = TestingService.start(folder);
    }

    /** In the second scene of the harbour. */
    private static void findings(TestingIndex index) {
        index.finding(
                FindingKind.LINE,
                "default",
                "harbour",
                0,
                3200,
                5800,
                l -> l.put("line_id", "l0").put("text", "Follow that <b>taxi</b>!"));
        index.finding(
                FindingKind.TEXT,
                "default",
                "harbour",
                0,
                3000,
                6000,
                t -> t.put("text_id", "t0").put("text", "PIER 7"));
        index.finding(
                FindingKind.OBJECT,
                "default",
                "harbour",
                0,
                3000,
                6000,
                o -> o.put("object_id", "o0").put("object_class", "car").put("score", 0.9));
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void open() {
        browser.open(service.uri(), 1440, 900);
        browser.awaitTrue("four videos", () -> browser.all("#videos .video").size() == 4);
    }

    @Test
    void searchesAndPlaysAtTheRightSecond() throws IOException {
        browser.find("#text").sendKeys("red car at night", Keys.ENTER);
        browser.awaitTrue("six moments", () -> browser.all(".card strong").size() == 6);
        assertThat(browser.text("#summary")).startsWith("6 moments in");
        WebElement harbour =
                browser.all(".card button").stream()
                        .filter(card -> card.getText().contains("Harbour"))
                        .findFirst()
                        .orElseThrow();
        assertThat(harbour.getText()).contains("0:03.0 – 0:06.0");
        awaitPictures();
        browser.save(PICTURES.resolve("results.png"));
        harbour.click();
        browser.awaitTrue(
                "the video to play",
                () ->
                        (Boolean)
                                browser.run(
                                        "const v = document.querySelector('video');"
                                                + " return !!v && !v.paused && v.currentTime > 3;"));
        double at =
                ((Number)
                                browser.run(
                                        "const v = document.querySelector('video');"
                                                + " v.pause(); return v.currentTime;"))
                        .doubleValue();
        assertThat(at).isCloseTo(3, within(2.9));
        browser.awaitTrue("a line of moments", () -> browser.all(".tick").size() == 3);
        browser.save(PICTURES.resolve("player.png"));
        browser.find("body").sendKeys(Keys.ESCAPE);
        assertThat(browser.find("#player").isDisplayed()).isFalse();
        assertNothingWrong();
    }

    @Test
    void searchesWithADroppedPicture() throws IOException {
        Path picture = Files.write(folder.resolve("blue.png"), SearchApiITCase.png(Color.BLUE));
        browser.find("#image").sendKeys(picture.toString());
        browser.awaitTrue("moments", () -> browser.all(".card strong").size() == 6);
        assertThat(browser.find("#picture").isDisplayed()).isTrue();
        assertThat(browser.all(".card button").get(0).getText()).containsAnyOf("Harbour", "Street");
        browser.run(
                "const c = new OffscreenCanvas(8, 8); const g = c.getContext('2d');"
                        + "g.fillStyle = '#0a0'; g.fillRect(0, 0, 8, 8);"
                        + "c.convertToBlob({type: 'image/png'}).then(blob => {"
                        + " const data = new DataTransfer();"
                        + " data.items.add(new File([blob], 'g.png', {type: 'image/png'}));"
                        + " dispatchEvent(new DragEvent('drop', {dataTransfer: data, cancelable: true}));"
                        + "});");
        browser.awaitTrue(
                "a green moment first",
                () ->
                        browser.all(".card button").stream()
                                .findFirst()
                                .map(card -> card.getText().matches("(?s).*(Garden|0:06).*"))
                                .orElse(false));
        assertNothingWrong();
    }

    @Test
    void showsIngestionAsItHappens() throws Exception {
        browser.awaitTrue("live", () -> browser.text("#live").contains("live"));
        for (int done = 1; browser.all("[data-video-id=fresh] progress").isEmpty(); done++) {
            int segments = Math.min(done, 5);
            TestingTopic.status(
                    TestingIndex.videoDocument(
                            "default",
                            "fresh",
                            "indexing",
                            v ->
                                    v.put("title", "Just arrived")
                                            .put("segments_done", segments)
                                            .put("segments_total", 8)));
        }
        browser.awaitTrue(
                "its state", () -> browser.text("[data-video-id=fresh] .badge").equals("indexing"));
        browser.save(PICTURES.resolve("live.png"));
        TestingTopic.status(
                TestingIndex.videoDocument(
                        "default",
                        "fresh",
                        "partial",
                        v -> v.putObject("error").put("detail", "damaged after 12 s")));
        browser.awaitTrue(
                "the partial result",
                () -> browser.text("[data-video-id=fresh]").contains("damaged after"));
        TestingTopic.status(TestingIndex.videoDocument("default", "fresh", "deleted", v -> {}));
        browser.awaitTrue("it to go", () -> browser.all("[data-video-id=fresh]").isEmpty());
        assertNothingWrong();
    }

    @Test
    void saysWhichSourceFoundItAndShowsWhatIsSaidAndWritten() throws IOException {
        browser.find("#text").sendKeys("follow that taxi", Keys.ENTER);
        browser.awaitTrue(
                "the line", () -> browser.text(".card .source.words").contains("Follow that"));
        assertThat(browser.text(".card .source.words"))
                .isEqualTo("Said “Follow that <b>taxi</b>!”");
        assertThat(browser.all(".card button").get(0).getText())
                .contains("Harbour", "0:03.0 – 0:06.0");
        browser.save(PICTURES.resolve("sources.png"));
        browser.all(".card button").get(0).click();
        browser.awaitTrue("three lists", () -> browser.all(".rows details").size() == 3);
        assertThat(browser.text(".rows [data-source=dialogue] li")).contains("0:03.2", "taxi");
        assertThat(browser.text(".rows [data-source=text] li")).contains("PIER 7");
        browser.find(".rows [data-source=text] li button").click();
        browser.awaitTrue(
                "the sign's second",
                () ->
                        (Boolean)
                                browser.run(
                                        "const v = document.querySelector('video');"
                                                + " return !!v && v.currentTime >= 3"
                                                + " && v.currentTime < 6;"));
        browser.save(PICTURES.resolve("rows.png"));
        assertNothingWrong();
    }

    @Test
    void looksOnlyWhereItIsTold() {
        browser.find("#text").sendKeys("pier 7", Keys.ENTER);
        browser.awaitTrue("all moments", () -> browser.all(".card strong").size() == 6);
        browser.find("[data-source=text].chip").click();
        browser.awaitTrue("one", () -> browser.all(".card strong").size() == 1);
        assertThat(browser.find("[data-source=text].chip").getDomAttribute("aria-pressed"))
                .isEqualTo("true");
        browser.find("[data-source=text].chip").click();
        browser.awaitTrue("all again", () -> browser.all(".card strong").size() == 6);
        assertNothingWrong();
    }

    @Test
    void tellsWhyAVideoFailed() {
        assertThat(browser.text("[data-video-id=notes] .error"))
                .isEqualTo("notes.mp4 is text, not a video");
    }

    @Test
    void textFromVideosIsNeverMarkup() {
        browser.find("#text").sendKeys("green cat", Keys.ENTER);
        browser.awaitTrue("moments", () -> browser.all(".card strong").size() == 6);
        assertThat(browser.all("img[src=x]")).isEmpty();
        assertThat(browser.text("[data-video-id=garden] strong")).contains("<img");
    }

    @Test
    void worksByKeyboard() {
        browser.find("body").sendKeys("/");
        WebElement box = browser.find("#text");
        box.sendKeys("blue boat", Keys.ENTER);
        browser.awaitTrue("moments", () -> browser.all(".card strong").size() == 6);
        box.sendKeys(Keys.ARROW_DOWN);
        focused().sendKeys(Keys.ARROW_RIGHT);
        assertThat(focused()).isEqualTo(browser.all(".card button").get(1));
        focused().sendKeys(Keys.ENTER);
        browser.awaitTrue("the player", () -> browser.find("#player").isDisplayed());
    }

    @Test
    void saysWhenNothingCanBeFoundOrPlayed() {
        browser.find("#collection").sendKeys("home");
        browser.find("#text").sendKeys("anything", Keys.ENTER);
        browser.awaitTrue("one moment", () -> browser.all(".card strong").size() == 1);
        browser.run("document.querySelector('#text').value = 'x'.repeat(3);");
        browser.find("#by-video").click();
        browser.awaitTrue("one video", () -> browser.all(".card strong").size() == 1);
    }

    @Test
    void fitsAPhoneAndTheDark() throws IOException {
        browser.open(service.uri() + "/?q=red+car", 390, 844);
        browser.awaitTrue("moments", () -> browser.all(".card strong").size() == 6);
        long overflow =
                (Long) browser.run("return document.documentElement.scrollWidth - innerWidth;");
        assertThat(overflow).isLessThanOrEqualTo(0);
        awaitPictures();
        browser.save(PICTURES.resolve("phone.png"));
        browser.open(service.uri() + "/?q=red+car", 1440, 900);
        browser.awaitTrue("moments", () -> browser.all(".card strong").size() == 6);
        browser.find("#theme").click();
        awaitPictures();
        browser.save(PICTURES.resolve("dark.png"));
        assertThat(browser.run("return document.documentElement.dataset.theme;")).isEqualTo("dark");
        browser.find("#theme").click();
    }

    @Test
    void showsWhatCameLastBeforeTheFirstQuestion() {
        browser.awaitTrue("three videos", () -> browser.all(".card strong").size() == 3);
        assertThat(browser.text("#summary")).isEqualTo("Recently added");
        browser.all(".card button").get(0).click();
        browser.awaitTrue("the player", () -> browser.find("#player").isDisplayed());
    }

    private static WebElement focused() {
        return (WebElement) browser.run("return document.activeElement;");
    }

    private static void awaitPictures() {
        browser.awaitTrue(
                "all pictures",
                () ->
                        (Boolean)
                                browser.run(
                                        "return [...document.querySelectorAll('.thumb img, .small"
                                                + " img')].every(i => i.complete);"));
    }

    /** No script error, nothing refused by the page's policy. */
    private static void assertNothingWrong() {
        assertThat(browser.log()).filteredOn(line -> line.startsWith("SEVERE")).isEmpty();
    }
}
