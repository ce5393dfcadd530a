package io.zoetrope.query.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.query.TestingIndex;
import io.zoetrope.query.TestingLibrary;
import io.zoetrope.query.TestingLibrary.Scene;
import io.zoetrope.query.TestingServers;
import io.zoetrope.query.TestingService;
import io.zoetrope.query.http.Json;
import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.openqa.selenium.WebElement;

/** The page in a real browser, over three clips and what was found in them. */
public final class TestingPage implements AutoCloseable {
    /** Where pictures of the page are left. */
    public static final Path PICTURES = Path.of("target", "page");

    public static final Color RED = new Color(0xd8442f);
    public static final Color BLUE = new Color(0x2f6fd8);
    public static final Color GREEN = new Color(0x2d7d46);

    public final TestingBrowser browser;
    public final TestingService service;
    public final TestingIndex index;

    private TestingPage(TestingBrowser browser, TestingService service, TestingIndex index) {
        this.browser = browser;
        this.service = service;
        this.index = index;
    }

    /**
     * Skips the tests if no browser is installed.
     *
     * @param folder of clips and pictures
     */
    public static TestingPage start(Path folder) throws IOException {
        TestingBrowser browser = TestingBrowser.get();
        TestingIndex index = new TestingIndex(TestingServers.openSearch().uri());
        index.recreate();
        clips(new TestingLibrary(folder, index));
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
        TestingService service = TestingService.start(folder);
        // The first question of all waits for the background that others are compared with.
        service.post("/v1/search", "{\"query\": {\"text\": \"sea\"}}");
        return new TestingPage(browser, service, index);
    }

    private static void clips(TestingLibrary library) throws IOException {
        Scene red = new Scene("red car night", RED, new Color(0x10162b));
        Scene blue = new Scene("blue boat sea", BLUE, new Color(0xb8d8ea));
        Scene green = new Scene("green cat grass", GREEN, new Color(0xcfe3b1));
        library.add("harbour", "Harbour, morning", "city", List.of(blue, red, green));
        library.add("street", "Street", "city", List.of(red, blue));
        library.add("garden", "Garden <img src=x onerror=alert(1)>", "home", List.of(green));
    }

    /** In the second scene of the harbour; the box is where its disc is painted. */
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
                t ->
                        t.put("text_id", "t0")
                                .put("text", "PIER 7")
                                .put("confidence", 0.95)
                                .put("x0", 0.1)
                                .put("y0", 0.1)
                                .put("x1", 0.3)
                                .put("y1", 0.2));
        index.finding(FindingKind.OBJECT, "default", "harbour", 0, 3000, 6000, TestingPage::car);
        for (int shot = 0; shot < 3; shot++) {
            index.shot("default", "harbour", shot, "cut");
        }
    }

    private static void car(ObjectNode object) {
        object.put("object_id", "o0").put("object_class", "car").put("score", 0.9);
        object.withArray("boxes").add(box(3000, 0.14375)).add(box(6000, 0.575));
    }

    /** A disc of half the height, as {@link TestingLibrary} paints it. */
    private static ObjectNode box(long ms, double left) {
        return Json.MAPPER
                .createObjectNode()
                .put("ms", ms)
                .put("x0", left)
                .put("y0", 0.25)
                .put("x1", left + 0.28125)
                .put("y1", 0.75);
    }

    /**
     * @param hash what stands behind # in the address
     */
    public void open(String hash) {
        open(hash, 1440, 900);
    }

    public void open(String hash, int width, int height) {
        openAt(service.uri(), hash, width, height);
        browser.awaitTrue("live", () -> browser.text("#live").contains("live"));
    }

    /** Of any service; the page may still be asking who comes. */
    public void openAt(URI base, String hash, int width, int height) {
        // Without this a new hash would be the same page, with the keys and words of the test
        // before.
        browser.open("about:blank", width, height);
        // What the tests before made the page log is theirs.
        browser.log();
        browser.open(base + "/#" + hash, width, height);
    }

    public void awaitCards(int count) {
        browser.awaitTrue(
                count + " cards",
                () -> {
                    askAgainIfLate();
                    return browser.all("#results .card strong").size() == count;
                });
    }

    /** A machine that has much else to do answers without what was late: the page says so. */
    public void askAgainIfLate() {
        if (browser.text("#notes").contains("did not answer in time")) {
            browser.find("#terms .primary").click();
        }
    }

    public void awaitText(String css, String part) {
        browser.awaitTrue(part + " in " + css, () -> browser.text(css).contains(part));
    }

    /** Waits for what a script says. */
    public void awaitScript(String what, String condition) {
        browser.awaitTrue(
                what, () -> Boolean.TRUE.equals(browser.run("return !!(" + condition + ");")));
    }

    public void awaitPictures() {
        awaitScript(
                "all pictures",
                "[...document.querySelectorAll('.thumb img, .small img')]"
                        + ".filter(i => i.getBoundingClientRect().top < innerHeight)"
                        + ".every(i => i.complete)");
    }

    /** Where the open player stands, in milliseconds. */
    public double playingMs() {
        return ((Number)
                        browser.run(
                                "return document.querySelector('.stage video').currentTime *"
                                        + " 1000;"))
                .doubleValue();
    }

    /** How much of the picture that the player shows is nearly of a colour, in [0,1]. */
    public double shareOf(Color colour) {
        String script =
                "const [r, g, b] = arguments; const c = new OffscreenCanvas(64, 36);"
                        + " const p = c.getContext('2d');"
                        + " p.drawImage(document.querySelector('.stage video'), 0, 0, 64, 36);"
                        + " const d = p.getImageData(0, 0, 64, 36).data; let n = 0;"
                        + " for (let i = 0; i < d.length; i += 4)"
                        + " if (Math.abs(d[i] - r) + Math.abs(d[i + 1] - g) + Math.abs(d[i + 2] - b)"
                        + " < 90) n++;"
                        + " return n / (64 * 36);";
        return ((Number) browser.run(script, colour.getRed(), colour.getGreen(), colour.getBlue()))
                .doubleValue();
    }

    /** No script error, nothing refused by the page's policy. */
    public void assertNothingWrong() {
        assertThat(browser.log()).filteredOn(line -> line.startsWith("SEVERE")).isEmpty();
    }

    /** No serious finding of axe-core, contrast included. */
    public void assertAccessible() throws IOException {
        try (InputStream axe = TestingPage.class.getResourceAsStream("/axe.min.js")) {
            browser.run(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        }
        Object findings =
                browser.runLater(
                        "const done = arguments[0]; axe.run(document, {resultTypes:"
                                + " ['violations']}).then(r => done(r.violations.filter(v =>"
                                + " ['serious', 'critical'].includes(v.impact)).map(v => v.id + ': ' +"
                                + " v.help + ' ' + v.nodes.slice(0, 4).map(n => n.html + ' ' +"
                                + " n.failureSummary).join(' | '))), e => done([String(e)]));");
        assertThat((List<?>) findings).isEmpty();
    }

    /** Nothing reaches out of the window's sides. */
    public void assertFits() {
        long over = (Long) browser.run("return document.documentElement.scrollWidth - innerWidth;");
        assertThat(over).isLessThanOrEqualTo(0);
    }

    /** The part of a result that opens it, by its place. */
    public WebElement card(int index) {
        return browser.find("#results .card[data-index='" + index + "'] .open");
    }

    /** Of the first result with some text in it. */
    public WebElement card(String title) {
        return browser.await(
                title,
                () ->
                        browser.all("#results .open").stream()
                                .filter(card -> card.getText().contains(title))
                                .findFirst());
    }

    public WebElement focused() {
        return (WebElement) browser.run("return document.activeElement;");
    }

    @Override
    public void close() {
        // A page that is left open would ask a service that is gone, into the log of the next
        // tests.
        browser.open("about:blank", 800, 600);
        service.close();
    }
}
