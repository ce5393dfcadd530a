package io.zoetrope.query.videos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zoetrope.query.http.Unavailable;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.options.QueryOption;
import io.zoetrope.query.options.QueryServiceOptions;
import io.zoetrope.query.videos.findings.LineView;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an index answers that did not look at everything. */
class VideosTogetherTest {
    private static final String HITS =
            "'hits': {'hits': [{'inner_hits': {'each': {'hits': {'hits':"
                    + " [{'_source': {'video_id': 'v', 'text': 'said'}}]}}}}]}}";

    private HttpServer server;
    private IndexReader reader;
    private VideosTogether videos;
    private volatile String answer;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        String uri = "http://127.0.0.1:" + server.getAddress().getPort();
        reader =
                new IndexReader(
                        QueryServiceOptions.of(Map.of(QueryOption.OPENSEARCH, uri)).openSearch(),
                        "graph",
                        1,
                        new SimpleMeterRegistry());
        videos = new VideosTogether(null, reader, null, null);
    }

    @AfterEach
    void stop() throws IOException {
        reader.close();
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    'timed_out': true, '_shards': {'failed': 0}
                    'timed_out': false, '_shards': {'failed': 1}
                    """)
    void aPartIsNotTakenForAll(String lacks) {
        answer = ("{" + lacks + ", " + HITS).replace('\'', '"');
        assertThatThrownBy(() -> videos.dialogue("t", List.of("v"), 5))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("in part");
    }

    @Test
    void whatIsWholeIsRead() throws IOException {
        answer = ("{'timed_out': false, '_shards': {'failed': 0}, " + HITS).replace('\'', '"');
        assertThat(videos.dialogue("t", List.of("v"), 5).get("v"))
                .extracting(LineView::text)
                .containsExactly("said");
    }

    @Test
    void moreVideosThanGroupsAreRefused() {
        List<String> ids = Collections.nCopies(VideosTogether.MOST_VIDEOS + 1, "v");
        assertThatIllegalArgumentException().isThrownBy(() -> videos.dialogue("t", ids, 5));
    }
}
