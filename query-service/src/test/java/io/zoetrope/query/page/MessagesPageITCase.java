package io.zoetrope.query.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** What the page says if an answer lacks something, or there is none. */
class MessagesPageITCase {
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
    void saysPlainlyWhatIsPoorAndWhatIsMissing() {
        page.open("/search?q=zeppelin");
        browser.awaitTrue(
                "that nothing fits",
                () -> {
                    page.askAgainIfLate();
                    return browser.text("#notes").contains("No good match.");
                });
        page.open("/search?q=pier&in=text&filter=" + "%7B%22class%22%3A%22car%22%7D");
        page.awaitText("#notes", "Not all was looked at.");
        page.awaitText("#found-nothing", "Nothing was found");
        page.open("/search?q=pier&filter=%7B%22nothing%22%3A1%7D");
        page.awaitText("#found-nothing", "This cannot be searched for");
    }

    @Test
    void saysInSentencesWhatDidNotWork() {
        page.open("");
        browser.run(
                "const real = window.fetch; window.fetch = (path, options) => {"
                        + " if (path !== '/v1/search') return real(path, options);"
                        + " window.fetch = real;"
                        + " return Promise.resolve(new Response(JSON.stringify({error: {code:"
                        + " 'unavailable', message: 'no source answers; try again'}}),"
                        + " {status: 503, headers: {'Retry-After': '5'}}));"
                        + "};");
        browser.find("#text").sendKeys("green cat", Keys.ENTER);
        page.awaitText("#found-nothing h2", "The search did not work");
        assertThat(browser.text("#found-nothing p"))
                .isEqualTo("No source answers. Try again in 5 s.");
        browser.find("#found-nothing button").click();
        page.awaitCards(6);
    }

    @Test
    void whatIsHardlyRightStandsApart() {
        page.open("/search?q=follow+that+taxi");
        page.awaitText(".card .source.words", "Follow that");
        assertThat(browser.text(".divider")).isEqualTo("Less likely");
        assertThat(browser.all("#results li:has(~ .divider)")).hasSize(1);
    }

    @Test
    void playsFromWhatWasFoundInAMoment() {
        page.open("/search?q=follow+that+taxi&in=dialogue");
        page.awaitCards(1);
        page.card("Harbour").click();
        page.awaitScript("the video", "document.querySelector('#player video')?.readyState >= 2");
        assertThat(page.playingMs()).as("the line begins at").isGreaterThanOrEqualTo(3200);
    }

    @Test
    void suggestsNoNumbers() {
        page.open("");
        assertThat(
                        browser.run(
                                "return import('/js/search/suggestions.js').then(({phrases}) =>"
                                        + " phrases(['00:00:12;04', 'PIER 7', '1001']).join());"))
                .isEqualTo("PIER 7");
    }
}
