package io.zoetrope.query.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.query.page.TestingBrowser;

/** What the element {@code tried} of a page shows: which of the numbered pictures. */
final class ShownPictures {
    private ShownPictures() {}

    /** Waits until the element stands at a time, and reads the number in its picture. */
    static void expect(TestingBrowser browser, double seconds, int number) {
        browser.awaitTrue(
                "the picture at " + seconds,
                () ->
                        (Boolean)
                                browser.run(
                                        "const v = document.getElementById('tried'); return"
                                                + " v.readyState >= 2 && !v.seeking &&"
                                                + " Math.abs(v.currentTime - arguments[0]) < 0.01",
                                        seconds));
        Object seen =
                browser.run(
                        "const v = document.getElementById('tried'); const c ="
                                + " document.createElement('canvas'); c.width = 16; c.height = 16;"
                                + " const g = c.getContext('2d'); g.drawImage(v, 0, 0, 16, 16);"
                                + " let n = 0; for (let f = 0; f < 16; f++) { const p ="
                                + " g.getImageData((f % 4) * 4 + 2, Math.floor(f / 4) * 4 + 2, 1, 1);"
                                + " if (p.data[1] > 127) n |= 1 << f; } return n;");
        assertThat(((Number) seen).intValue()).as("at " + seconds).isEqualTo(number);
    }

    static void seek(TestingBrowser browser, double seconds) {
        browser.run("document.getElementById('tried').currentTime = arguments[0]", seconds);
    }
}
