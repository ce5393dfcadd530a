package io.zoetrope.query.labels;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.FindingKind;
import io.zoetrope.query.TestingIndex;
import io.zoetrope.query.TestingQueryEncoder;
import io.zoetrope.query.TestingServers;
import io.zoetrope.query.TestingService;
import io.zoetrope.query.TestingService.Answer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be said of a label is answered with what is wrong, and changes nothing. */
class LabelErrorsITCase {
    @TempDir static Path folder;
    @AutoClose private static TestingService service;

    @BeforeAll
    static void start() throws IOException {
        TestingIndex index = new TestingIndex(TestingServers.openSearch().uri());
        index.recreate();
        add(index, "default", "o0");
        add(index, "other", "o900");
        index.flush();
        service = TestingService.start(folder);
    }

    private static void add(TestingIndex index, String tenant, String id) {
        index.finding(
                FindingKind.OBJECT,
                tenant,
                "v",
                0,
                0,
                500,
                object -> {
                    object.put("object_id", id).put("object_class", "thing");
                    for (float value : TestingQueryEncoder.vector("red").values()) {
                        object.withArray("appearance").add(value);
                    }
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    POST | /v1/labels | {"name":"a"} | 400
                    POST | /v1/labels | {"name":"","positives":["o0"]} | 400
                    POST | /v1/labels | {"name":"export","positives":["o0"]} | 400
                    POST | /v1/labels | {"name":"..","positives":["o0"]} | 400
                    POST | /v1/labels | {"positives":["o0"]} | 400
                    POST | /v1/labels | {"name":"a","positives":["o0"],"negatives":["o0"]} | 400
                    POST | /v1/labels | {"name":"a","positives":["nothing"]} | 404
                    POST | /v1/labels | {"name":"a","positives":["o900"]} | 404
                    POST | /v1/labels | {"name":"a","negatives":["o0"]} | 400
                    POST | /v1/labels | {"name":"a","positives":[1]} | 400
                    POST | /v1/labels | {"name":"a","positives":["o0"],"colour":"red"} | 400
                    POST | /v1/labels | {"name":"a","positives":["o0"],"author":""} | 400
                    GET | /v1/labels/none | ^^ | 404
                    GET | /v1/labels/none/candidates | ^^ | 404
                    GET | /v1/labels/none/history | ^^ | 404
                    POST | /v1/labels/none/undo | {} | 404
                    POST | /v1/labels/none/rename | {"to":"b"} | 404
                    DELETE | /v1/labels/none | ^^ | 404
                    POST | /v1/labels/import | {"labels":[]} | 400
                    POST | /v1/labels/import | {"labels":[{"name":"a","positives":[{"id":"x","of":"objects","model":"m","model_version":"1","vector":"AAA"}]}]} | 400
                    POST | /v1/labels/import | {"labels":[{"name":"a","positives":[{"id":"x","of":"videos","model":"m","model_version":"1","vector":"AAAAAA=="}]}]} | 400
                    POST | /v1/labels/import | {"labels":7} | 400
                    POST | /v1/labels/import | {"labels":[{"name":"a","positives":[{"id":"x","of":"objects","model":"m","model_version":"1","vector":"AACAPw=="}]},{"name":"export","positives":[{"id":"x","of":"objects","model":"m","model_version":"1","vector":"AACAPw=="}]}]} | 400
                    POST | /v1/labels/import | {"labels":[{"name":"a","positives":[{"id":"x","of":"objects","model":"m","model_version":"1","vector":"AACAPw=="}]},{"name":"b"}]} | 400
                    POST | /v1/labels/import | {"labels":[{"name":"a","positives":[{"id":"x","of":"objects","model":"m","model_version":"1","vector":"AACAPw=="}]}],"colour":"red"} | 400
                    GET | /v1/labels/export?max_bytes=many | ^^ | 400
                    GET | /v1/labels/export?page=x | ^^ | 400
                    GET | /v1/labels/export?name=none | ^^ | 404
                    POST | /v1/labels/import | {"labels":[{"name":"a","positives":[{"id":"x","of":"objects","model":"m","model_version":"1","vector":"AACAPw=="}]},{"name":"b","positives":[{"id":"x","of":"objects","model":"m","model_version":"1","vector":"AACAPw=="}],"negatives":[{"id":"x","of":"objects","model":"m","model_version":"1","vector":"AACAPw=="}]}]} | 400
                    POST | /v1/labels/none/undo?version=x | {} | 400
                    POST | /v1/labels/none/undo?colour=red | {} | 400
                    """)
    void whatIsWrongIsSaid(String method, String path, String body, int status) {
        Answer answer =
                service.send(
                        method,
                        path,
                        body.isEmpty() ? null : body.getBytes(StandardCharsets.UTF_8),
                        "Content-Type",
                        "application/json");
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(status);
        assertThat(answer.errorCode()).isNotEmpty();
        assertThat(service.get("/v1/labels").json().path("labels")).isEmpty();
    }

    /** Its routes are reached by any name, slashes and percent signs too, and say there is none. */
    @Test
    void whatCanBeTaughtCanBeAskedFor() {
        for (char mark = '!'; mark < 0x7f; mark++) {
            String name = "a" + mark + "b";
            String path = "/v1/labels/" + URLEncoder.encode(name, StandardCharsets.UTF_8);
            for (String asked : List.of(path, path + "/history")) {
                assertThat(service.get(asked).json().at("/error/message").asText())
                        .as(asked)
                        .isEqualTo("this label was not found");
            }
        }
    }
}
