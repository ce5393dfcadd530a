package io.zoetrope.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

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
}
