package io.zoetrope.query.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** What the page is taught, and what it is asked. */
class TeachAndAskPageITCase {
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
    void answersWithLinksToWhereItIsFrom() throws IOException {
        page.open("/ask?video=harbour");
        browser.find("#ask-prompt").sendKeys("What is said about the taxi?", Keys.ENTER);
        page.awaitText(".answer .sentence", "taxi");
        page.awaitText(".answer [role=status]", "evidence");
        assertThat(browser.text(".answer .sentence")).contains("<b>");
        page.assertAccessible();
        browser.save(TestingPage.PICTURES.resolve("ask.png"));
        browser.find(".answer .cite").click();
        page.awaitScript(
                "the second that it is from",
                "location.hash.startsWith('#/video/harbour')"
                        + " && document.querySelector('.stage video')?.currentTime >= 3.1");
        assertThat(page.playingMs()).isBetween(3100.0, 6000.0);
        page.assertNothingWrong();
    }

    @Test
    void saysWhenThereIsNoAnswer() {
        page.open("/ask?video=garden");
        browser.find("#ask-prompt").sendKeys("When does an elephant sing?", Keys.ENTER);
        page.awaitText(".answer .note", "No answer.");
        page.assertNothingWrong();
    }

    @Test
    void teachesJudgesAndTakesBack() throws IOException {
        page.open("/search?q=red+car&in=visual");
        page.awaitCards(6);
        WebElement red = browser.find("#results .card[data-index='0'] .open");
        assertThat(red.getText()).containsAnyOf("Street", "Harbour");
        red.sendKeys("t");
        browser.find("#teach-name").sendKeys("our car", Keys.ENTER);
        page.awaitText("#toasts", "has learned");
        page.open("/labels");
        page.awaitText("#label-list", "1 yes, 0 no");
        awaitCount("positives", 1);
        awaitCount("candidates", 1);
        page.assertAccessible();
        browser.save(TestingPage.PICTURES.resolve("labels.png"));
        browser.find(".candidates .judged").sendKeys("y");
        page.awaitText("#label-list", "2 yes, 0 no");
        awaitCount("positives", 2);
        browser.find(".positives .judged").sendKeys("x");
        page.awaitText("#label-list", "1 yes, 1 no");
        awaitCount("negatives", 1);
        browser.find("[data-tool=undo]").click();
        awaitCount("positives", 2);
        awaitCount("negatives", 0);
        // However soon it is taken back, it is what was said last.
        page.awaitScript(
                "what stands here before",
                "document.querySelector('.history').dataset.before = 'yes'");
        browser.find(".positives .judged").sendKeys("xu");
        page.awaitScript(
                "both times the no is undone",
                "(fetch('/v1/labels/our%20car/history').then(r => r.json()).then(h => window.told = h.history),"
                        + " window.told?.filter(s => s.undone).length === 2"
                        + " && window.told.every(s => s.undone === (s.negatives?.length > 0)))");
        page.awaitScript(
                "the label as it is now",
                "document.querySelector('.history') && !document.querySelector('.history[open]')"
                        + " && document.querySelector('.history').dataset.before !== 'yes'");
        browser.find(".history summary").click();
        page.awaitScript("what was said", "document.querySelectorAll('.history li').length >= 4");
        assertThat(browser.all(".history .undone")).isNotEmpty();
        browser.find("[data-tool=by-label]").click();
        page.awaitText("#chips", "Label: our car");
        page.awaitText("#results .card .tag.label", "our car");
        page.assertNothingWrong();
    }

    private static void awaitCount(String side, int count) {
        browser.awaitTrue(
                count + " " + side, () -> browser.all("." + side + " .judged").size() == count);
    }
}
