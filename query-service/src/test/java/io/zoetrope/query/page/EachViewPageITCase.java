package io.zoetrope.query.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.query.TestingServers;
import io.zoetrope.query.TestingService;
import io.zoetrope.query.TestingService.Answer;
import io.zoetrope.query.index.TestingRelay;
import io.zoetrope.query.options.QueryOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every view on a phone and in the dark; what the pointer does; what is said while servers are
 * away.
 */
class EachViewPageITCase {
    /** More than the service gives at once. */
    private static final int LINES = 1_100;

    @TempDir static Path folder;
    private static TestingPage page;
    private static TestingBrowser browser;

    @BeforeAll
    static void start() throws IOException {
        page = TestingPage.start(folder);
        browser = page.browser;
        for (int i = 0; i < LINES; i++) {
            String id = "l" + i;
            page.index.finding(
                    FindingKind.LINE,
                    "default",
                    "opera",
                    i,
                    i * 1000L,
                    i * 1000L + 900,
                    line -> line.put("line_id", id).put("text", "La la"));
        }
        page.index.video("default", "opera", "ready", video -> {}).flush();
        String red =
                "{\"query\": {\"text\": \"red car\"}, \"modalities\": [\"visual\"], \"limit\": 1}";
        String moment =
                page.service.post("/v1/search", red).json().at("/moments/0/moment_id").asText();
        Answer taught =
                page.service.post(
                        "/v1/labels",
                        "{\"name\": \"our car\", \"positives\": [\"" + moment + "\"]}");
        assertThat(taught.status()).as(taught.json().toString()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        if (page != null) {
            page.close();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /search                | #results .card strong
                    /search?q=red+car      | #results .card strong
                    /video/harbour         | .lane-names
                    /videos                | #videos .video
                    /labels/our%20car      | .positives .judged
                    /ask?video=harbour     | #ask-prompt
                    """)
    void fitsAPhoneByDayAndByNight(String view, String shown) throws IOException {
        page.open(view, 390, 844);
        browser.find(shown);
        page.assertFits();
        for (String theme : new String[] {"light", "dark"}) {
            browser.run("document.documentElement.dataset.theme = arguments[0];", theme);
            page.assertAccessible();
        }
        page.assertNothingWrong();
    }

    @Test
    void whatIsDraggedToASideIsSaidOfIt() {
        page.open("/labels/our%20car");
        String id = browser.find(".candidates .judged").getDomAttribute("data-id");
        browser.run(
                "const data = new DataTransfer(); const card ="
                        + " document.querySelector('.candidates .judged'); const side ="
                        + " document.querySelector('.column.negatives'); const send = (on, type) =>"
                        + " on.dispatchEvent(new DragEvent(type, {dataTransfer: data, bubbles: true,"
                        + " cancelable: true})); send(card, 'dragstart'); send(side, 'dragover');"
                        + " send(side, 'drop');");
        browser.find(".negatives .judged[data-id='" + id + "']");
        browser.awaitTrue(
                "the service to know",
                () -> {
                    JsonNode label = page.service.get("/v1/labels/our%20car").json();
                    return label.path("negatives").toString().contains(id);
                });
        browser.find("[data-tool=undo]").click();
        page.awaitScript("it to go back", "!document.querySelector('.negatives .judged')");
        page.assertNothingWrong();
    }

    @Test
    void labelsAreSavedAsAFileAndBroughtIn() throws IOException {
        page.open("/labels/our%20car");
        browser.run(
                "const made = URL.createObjectURL; URL.createObjectURL = (blob) => {"
                        + " blob.text().then(text => window.saved = text); return made(blob); };");
        browser.find("#labels-export").click();
        page.awaitScript("the file", "window.saved?.includes('our car')");
        Path file = folder.resolve("labels.json");
        Files.writeString(
                file,
                ((String) browser.run("return window.saved;")).replace("our car", "their car"));
        browser.run("document.querySelector('#labels-import').removeAttribute('hidden');");
        browser.find("#labels-import").sendKeys(file.toString());
        page.awaitText("#toasts", "1 label brought in");
        page.awaitText("#label-list", "their car");
        assertThat(page.service.send("DELETE", "/v1/labels/their%20car", null).status())
                .isEqualTo(204);
        page.assertNothingWrong();
    }

    @Test
    void aResultMovesWhileThePointerRestsOnIt() {
        page.open("/search?q=red+car&in=visual");
        page.awaitCards(6);
        page.card("Harbour");
        browser.run(
                "window.rested = [...document.querySelectorAll('#results .card .open')].find(c =>"
                        + " c.textContent.includes('Harbour')); rested.dispatchEvent(new"
                        + " PointerEvent('pointerenter'));");
        page.awaitScript(
                "the moment that was found to move",
                "(v => v && v.muted && v.currentTime > 3.05 && v.currentTime < 6.5)"
                        + "(window.rested.querySelector('video'))");
        browser.run("rested.dispatchEvent(new PointerEvent('pointerleave'));");
        page.awaitScript("the picture alone", "!window.rested.querySelector('video')");
        page.assertNothingWrong();
    }

    @Test
    void aLongListIsReadToItsEnd() {
        page.open("/video/harbour");
        Object lines =
                browser.runLater(
                        "const done = arguments[0]; import('/js/core/api.js').then(api =>"
                                + " api.findings('opera', 'dialogue')).then(all => done(new"
                                + " Set(all.map(line => line.line_id)).size), e =>"
                                + " done(String(e)));");
        assertThat(lines).isEqualTo((long) LINES);
    }

    @Test
    void saysThatItCannotSearchAndDoesOnceItCan() throws IOException {
        try (TestingRelay relay =
                        new TestingRelay(
                                TestingServers.openSearch().uri(), TestingRelay.State.AWAY);
                TestingService away =
                        TestingService.start(
                                Map.of(
                                        QueryOption.OPENSEARCH,
                                        relay.uri(),
                                        QueryOption.KAFKA,
                                        TestingServers.kafka().bootstrapServers()))) {
            page.openAt(away.uri(), "/labels", 1440, 900);
            page.awaitText("#labels-state", "The labels cannot be read");
            page.openAt(away.uri(), "/search?q=red+car&in=visual", 1440, 900);
            page.awaitText("#found-nothing", "The search did not work");
            page.assertAccessible();
            browser.save(TestingPage.PICTURES.resolve("away.png"));
            relay.become(TestingRelay.State.THERE);
            browser.awaitTrue(
                    "results",
                    () -> {
                        browser.run(
                                "[...document.querySelectorAll('#found-nothing button')].forEach(b"
                                        + " => b.click());");
                        return !browser.all("#results .card strong").isEmpty();
                    });
        }
    }
}
