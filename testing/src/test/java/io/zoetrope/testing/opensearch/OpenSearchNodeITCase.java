package io.zoetrope.testing.opensearch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenSearchNodeITCase {
    private static final String MAPPING =
            """
            {"settings": {"index": {"knn": true}},
             "mappings": {"properties": {"visual": {"type": "knn_vector", "dimension": 2,
              "method": {"name": "hnsw", "engine": "lucene", "space_type": "cosinesimil"}}}}}""";

    @TempDir Path folder;

    @Test
    void findsTheNearestVectorAgainAfterRestart() throws Exception {
        try (OpenSearchNode node = OpenSearchNode.start(folder)) {
            send(node, "PUT", "/things", MAPPING);
            send(node, "PUT", "/things/_doc/up?refresh=true", "{\"visual\": [0.0, 1.0]}");
            send(node, "PUT", "/things/_doc/right?refresh=true", "{\"visual\": [1.0, 0.0]}");
        }
        try (OpenSearchNode node = OpenSearchNode.start(folder)) {
            send(node, "GET", "/_cluster/health/things?wait_for_status=yellow", "");
            String found =
                    send(
                            node,
                            "POST",
                            "/things/_search",
                            """
                            {"size": 1, "query": {"knn": {"visual": {"vector": [0.1, 0.9], "k": 1}}}}""");
            assertThat(found).contains("\"_id\":\"up\"").doesNotContain("\"_id\":\"right\"");
            refusesPagesOfOtherSites(node);
        }
    }

    private static void refusesPagesOfOtherSites(OpenSearchNode node) throws Exception {
        String own = "Host: 127.0.0.1:" + node.uri().getPort();
        String delete = "POST /things/_delete_by_query?q=*";
        for (String request :
                List.of(
                        delete + " HTTP/1.1\r\n" + own + "\r\nOrigin: http://a.example",
                        delete + " HTTP/1.1\r\n" + own + "\r\nSec-Fetch-Site: cross-site",
                        "GET /_cat/indices HTTP/1.1\r\nHost: rebound.example",
                        "GET /_cat/indices HTTP/1.0")) {
            assertThat(raw(node, request)).as(request).contains(" 403 ").doesNotContain("things");
        }
        String counted = raw(node, "GET /things/_count HTTP/1.1\r\n" + own);
        assertThat(counted).contains("\"count\":2");
    }

    private static String raw(OpenSearchNode node, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), node.uri().getPort())) {
            socket.setSoTimeout(30_000);
            String text = request + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
            socket.getOutputStream().write(text.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    private static String send(OpenSearchNode node, String method, String path, String body)
            throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(node.uri().resolve(path))
                        .method(method, BodyPublishers.ofString(body))
                        .header("Content-Type", "application/json")
                        .build();
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return answer.body();
    }
}
