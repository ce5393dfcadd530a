package io.zoetrope.query.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.query.TestingService;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of the API in a real browser. */
class DocsPageITCase {
    @TempDir static Path folder;

    @Test
    void showsEveryCallWithoutAComplaint() throws IOException {
        TestingBrowser browser = TestingBrowser.get();
        try (TestingService service = TestingService.start(folder)) {
            // The page before may ask a service that is gone: its complaints are not this one's.
            browser.open("about:blank", 1200, 900);
            browser.log();
            browser.open(service.uri().resolve("/docs"), 1200, 900);
            browser.find(".opblock-summary-path");
            int calls = browser.all(".opblock").size();
            assertThat(calls).isGreaterThan(20);
            browser.find("#operations-default-search .opblock-summary").click();
            browser.find("#operations-default-search .responses-table");
            assertThat(browser.log()).isEmpty();
            browser.save(TestingPage.PICTURES.resolve("docs.png"));
        }
    }
}
