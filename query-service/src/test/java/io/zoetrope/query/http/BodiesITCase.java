package io.zoetrope.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.query.TestingForm;
import io.zoetrope.query.TestingService;
import io.zoetrope.query.TestingService.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies that are too much, or are not what they say. */
class BodiesITCase {
    @TempDir static Path folder;
    @AutoClose private static TestingService service;

    @BeforeAll
    static void start() throws IOException {
        service = TestingService.start(folder);
    }

    @Test
    void textPartsAreBoundedAndNotOnlyTheWhole() {
        TestingForm search = new TestingForm().field("text", "x".repeat(1 << 20));
        Answer answer = service.post("/v1/search", search);
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(413);
        TestingForm upload =
                new TestingForm()
                        .file("file", "a.mp4", "video/mp4", new byte[10])
                        .field("title", "x".repeat(16 << 20));
        assertThat(service.post("/v1/videos", upload).status()).isEqualTo(413);
    }

    @Test
    void aHundredThousandPartsAreTooMany() {
        TestingForm form = new TestingForm();
        for (int i = 0; i < 10_000; i++) {
            form.field("text", "x");
        }
        assertThat(service.post("/v1/search", form).status()).isIn(400, 413);
    }

    @Test
    void aCharsetThatDoesNotExistIsTheClientsMistake() {
        Answer answer =
                service.send(
                        "POST",
                        "/v1/search",
                        "{}".getBytes(StandardCharsets.UTF_8),
                        "Content-Type",
                        "application/json; charset=klingon");
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(415);
    }
}
