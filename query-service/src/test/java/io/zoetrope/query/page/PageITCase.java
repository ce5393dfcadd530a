package io.zoetrope.query.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.query.TestingPng;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Searching on the page; its pictures are left in {@code target/page}. */
class PageITCase {
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
    void searchesAndPlaysThePictureThatWasFound() throws IOException {
        page.open("");
        browser.find("#text").sendKeys("red car at night", Keys.ENTER);
        page.awaitCards(6);
        assertThat(browser.text("#summary")).startsWith("6 moments in");
        assertThat((String) browser.run("return location.hash;")).contains("q=red+car+at+night");
        WebElement harbour = page.card("Harbour");
        assertThat(harbour.getText()).contains("0:03.0 – 0:06.0", "% likely");
        page.awaitPictures();
        browser.save(TestingPage.PICTURES.resolve("results.png"));
        harbour.click();
        page.awaitScript(
                "the video to play",
                "(v => v && !v.paused && v.currentTime > 3.1)"
                        + "(document.querySelector('#player video'))");
        browser.run("document.querySelector('#player video').pause();");
        assertThat(page.playingMs()).isBetween(3000.0, 5900.0);
        assertThat(page.shareOf(TestingPage.RED)).as("of the red disc").isGreaterThan(0.05);
        assertThat(page.shareOf(TestingPage.BLUE)).as("of the blue disc").isLessThan(0.01);
        browser.save(TestingPage.PICTURES.resolve("player.png"));
        page.assertAccessible();
        browser.find("body").sendKeys(Keys.ESCAPE);
        assertThat(browser.find("#player").isDisplayed()).isFalse();
        page.assertNothingWrong();
    }

    @Test
    void framesAroundAResultEndWithItsVideo() {
        page.open("");
        page.awaitCards(3);
        assertThat(page.card("Harbour").getText()).contains("0:09.0");
        browser.find("#text").sendKeys("red car at night", Keys.ENTER);
        page.awaitCards(6);
        page.card("Harbour").click();
        page.awaitScript("frames", "document.querySelectorAll('.strip.large button').length == 9");
        assertThat(browser.all(".strip button"))
                .extracting(button -> button.getDomAttribute("title"))
                .allMatch(time -> time.compareTo("0:09.0") < 0);
    }

    @Test
    void searchesWithPicturesThatArePickedDroppedAndShown() throws IOException {
        page.open("");
        Path picture = Files.write(folder.resolve("blue.png"), TestingPng.of(Color.BLUE));
        browser.find("#terms input[type=file]").sendKeys(picture.toString());
        page.awaitCards(6);
        assertThat(browser.text("#terms .thing")).contains("looks like blue.png");
        assertThat(page.card(0).getText()).containsAnyOf("Harbour", "Street");
        assertThat(page.card(0).getText()).contains("alike");
        browser.run(
                "const c = new OffscreenCanvas(8, 8); const g = c.getContext('2d');"
                        + "g.fillStyle = '#0a0'; g.fillRect(0, 0, 8, 8);"
                        + "c.convertToBlob({type: 'image/png'}).then(blob => {"
                        + " const data = new DataTransfer();"
                        + " data.items.add(new File([blob], 'g.png', {type: 'image/png'}));"
                        + " dispatchEvent(new DragEvent('drop', {dataTransfer: data, cancelable: true}));"
                        + "});");
        page.awaitText("#terms .thing", "g.png");
        page.awaitScript(
                "a green moment first",
                "/Garden|0:06/.test(document.querySelector('.card .open')?.textContent)");
        page.card(0).click();
        page.awaitScript("a frame", "document.querySelector('#player video')?.readyState >= 2");
        browser.find("[data-tool=frame]").click();
        page.awaitText("#terms .thing", "frame.png");
        page.awaitScript(
                "a green moment first",
                "/Garden|0:06/.test(document.querySelector('.card .open')?.textContent)");
        page.assertNothingWrong();
    }

    @Test
    void searchesWithABoxThatIsDrawn() {
        page.open("/search?q=red+car");
        page.awaitCards(6);
        page.card("Harbour").click();
        page.awaitScript("a frame", "document.querySelector('#player video')?.readyState >= 2");
        browser.find("[data-tool=box]").click();
        browser.find(".sheet-to-draw");
        browser.run(
                "const s = document.querySelector('.sheet-to-draw'); const r ="
                        + " s.getBoundingClientRect(); s.setPointerCapture = () => {};"
                        + " for (const [t, x, y] of [['down', .1, .2], ['move', .4, .7], ['up', .5, .8]])"
                        + " s.dispatchEvent(new PointerEvent('pointer' + t, {clientX: r.left + x *"
                        + " r.width, clientY: r.top + y * r.height, pointerId: 1}));");
        page.awaitText("#terms .thing", "frame.png");
        page.awaitCards(6);
        page.assertNothingWrong();
    }

    @Test
    void combinesSeveralThings() throws IOException {
        page.open("/search?q=red+car");
        page.awaitCards(6);
        browser.find("#add-term").click();
        page.focused().sendKeys("green cat");
        browser.find("[data-operator=then]").click();
        browser.find("#text").sendKeys(Keys.ENTER);
        page.awaitText("#results .card .stamp", "0:03.0 – 0:09.0");
        assertThat(page.card(0).getText()).contains("Harbour");
        assertThat((String) browser.run("return location.hash;")).contains("op=then", "green+cat");
        browser.find("#filter-toggle").click();
        page.assertAccessible();
        browser.save(TestingPage.PICTURES.resolve("clauses.png"));
        browser.run("history.back();");
        page.awaitCards(6);
        assertThat(browser.all("#terms .field")).hasSize(1);
        page.assertNothingWrong();
    }

    @Test
    void asksForMoreAndForLessLikeAResult() {
        page.open("/search?q=red+car");
        page.awaitCards(6);
        String first = browser.text("#results .card strong");
        page.card(0).sendKeys("l");
        page.awaitText("#terms .unwanted", "looks like this moment");
        page.awaitScript(
                "it to go", "document.querySelectorAll('#results .card strong').length < 6");
        page.open("/search?q=red+car");
        page.awaitCards(6);
        page.card(0).sendKeys("m");
        page.awaitText("#terms .thing", "looks like this moment");
        page.awaitScript(
                "others like it", "document.querySelectorAll('#results .card strong').length > 0");
        assertThat(first).isNotEmpty();
        page.assertNothingWrong();
    }

    @Test
    void saysWhichSourceFoundIt() throws IOException {
        page.open("");
        browser.find("#text").sendKeys("follow that taxi", Keys.ENTER);
        page.awaitText(".card .source.words", "Follow that");
        assertThat(browser.text(".card .source.words"))
                .isEqualTo("Said “Follow that <b>taxi</b>!”");
        assertThat(page.card(0).getText()).contains("Harbour", "0:03.0 – 0:06.0");
        browser.save(TestingPage.PICTURES.resolve("sources.png"));
        page.assertNothingWrong();
    }

    @Test
    void looksOnlyWhereItIsTold() {
        page.open("/search?q=pier+7");
        page.awaitCards(6);
        browser.find(".chip[data-source=text]").click();
        page.awaitCards(1);
        assertThat(browser.find(".chip[data-source=text]").getDomAttribute("aria-pressed"))
                .isEqualTo("true");
        browser.find(".chip[data-source=text]").click();
        page.awaitCards(6);
        browser.find("#filter-toggle").click();
        browser.find("#filter-collection").sendKeys("home", Keys.TAB);
        page.awaitCards(1);
        page.awaitText("#chips", "Collection: home");
        browser.find("#chips button").click();
        page.awaitCards(6);
        browser.find("#flag-byVideo").click();
        page.awaitCards(3);
        page.assertNothingWrong();
    }

    @Test
    void suggestsWhatIsIndexed() {
        page.open("");
        page.awaitText("#suggestions [data-suggests=object]", "car");
        page.awaitText("#suggestions [data-suggests=dialogue]", "Follow that");
        browser.find("#suggestions [data-suggests=text]").click();
        page.awaitText("#results .card .source.words", "PIER 7");
        page.assertNothingWrong();
    }

    @Test
    void textFromVideosIsNeverMarkup() {
        page.open("/search?q=green+cat");
        page.awaitCards(6);
        assertThat(browser.all("img[src=x]")).isEmpty();
        assertThat(page.card("Garden").getText()).contains("<img");
    }

    @Test
    void worksByKeyboard() {
        page.open("");
        browser.find("body").sendKeys("/");
        WebElement box = browser.find("#text");
        box.sendKeys("blue boat", Keys.ENTER);
        page.awaitCards(6);
        box.sendKeys(Keys.ARROW_DOWN);
        page.focused().sendKeys(Keys.ARROW_RIGHT);
        assertThat(page.focused()).isEqualTo(page.card(1));
        page.focused().sendKeys(Keys.ENTER);
        browser.awaitTrue("the player", () -> browser.find("#player").isDisplayed());
        page.focused().sendKeys("n");
        page.awaitScript(
                "the next",
                "document.querySelectorAll('.open')[2].getAttribute('aria-current') === 'true'");
        page.focused().sendKeys("v");
        page.awaitScript("the whole video", "location.hash.startsWith('#/video/')");
    }

    @Test
    void fitsAPhoneAndTheDark() throws IOException {
        page.open("/search?q=red+car", 390, 844);
        page.awaitCards(6);
        page.assertFits();
        page.awaitPictures();
        browser.save(TestingPage.PICTURES.resolve("phone.png"));
        page.open("/search?q=red+car");
        page.awaitCards(6);
        browser.find("#theme").click();
        page.awaitPictures();
        browser.save(TestingPage.PICTURES.resolve("dark.png"));
        page.assertAccessible();
        assertThat(browser.run("return document.documentElement.dataset.theme;")).isEqualTo("dark");
        browser.find("#theme").click();
    }

    @Test
    void showsWhatCameLastBeforeTheFirstQuestion() {
        page.open("");
        page.awaitCards(3);
        assertThat(browser.text("#summary")).isEqualTo("Recently added");
        page.card(0).click();
        browser.awaitTrue("the player", () -> browser.find("#player").isDisplayed());
    }

    @Test
    void laysOutOnlyWhatIsSeenOfAThousandCards() {
        page.open("");
        page.awaitCards(3);
        browser.run(
                "return import('/js/search/card.js').then(({card}) =>"
                        + " document.querySelector('#results').replaceChildren(...Array.from({length:"
                        + " 1000}, (n, i) => card({video_id: 'harbour', moment_id: 'm' + i, start_ms:"
                        + " 3000, end_ms: 6000, title: 'm' + i, score: 0.5, matches: [],"
                        + " thumbnail_url: '/v1/videos/harbour/thumbnail?ms=4000'}, i))));");
        page.awaitScript(
                "few to be laid out",
                "(n => n > 0 && n < 100)([...document.querySelectorAll('#results .card"
                        + " strong')].filter(s => s.checkVisibility({contentVisibilityAuto:"
                        + " true})).length)");
        assertThat(
                        (Long)
                                browser.run(
                                        "return [...document.querySelectorAll('#results"
                                                + " img')].filter(i => i.complete && i.naturalWidth)"
                                                + ".length;"))
                .as("pictures that were loaded")
                .isLessThan(1000);
    }
}
