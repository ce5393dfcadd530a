package io.zoetrope.jobs;

import io.zoetrope.testing.opensearch.OpenSearchNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** One OpenSearch node for all rigs of this process, without indexes at the beginning of each. */
final class EmptyOpenSearch {
    private static OpenSearchNode node;

    private EmptyOpenSearch() {}

    /** Started at the first call; ends with this process. What earlier callers wrote is gone. */
    static synchronized OpenSearchNode get() {
        if (node == null) {
            node = OpenSearchNode.start();
            Runtime.getRuntime().addShutdownHook(new Thread(node::close));
        }
        call("GET", "/_cat/indices?h=index")
                .lines()
                .filter(index -> !index.startsWith("."))
                .forEach(index -> call("DELETE", "/" + index.strip()));
        return node;
    }

    private static String call(String method, String path) {
        try {
            var answer =
                    HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(URI.create(node.uri() + path))
                                            .method(method, HttpRequest.BodyPublishers.noBody())
                                            .build(),
                                    BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(method + " " + path + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
