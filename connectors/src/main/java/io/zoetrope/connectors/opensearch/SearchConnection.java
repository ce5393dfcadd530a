package io.zoetrope.connectors.opensearch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.opensearch.client.opensearch.generic.Body;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient;
import org.opensearch.client.opensearch.generic.Request;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.opensearch.generic.Response;
import org.opensearch.client.transport.OpenSearchTransport;
import org.opensearch.client.transport.httpclient5.ResponseException;

/**
 * Requests to OpenSearch as they stand in its reference, through opensearch-java's transport.
 * Thread-safe.
 */
public final class SearchConnection implements Closeable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final OpenSearchTransport transport;
    private final OpenSearchGenericClient client;

    private SearchConnection(OpenSearchTransport transport) {
        this.transport = transport;
        this.client = new OpenSearchGenericClient(transport);
    }

    /** Connects lazily: an unreachable host shows at the first request. */
    public static SearchConnection open(OpenSearchOptions options) throws IOException {
        return new SearchConnection(SearchTransport.create(options));
    }

    /**
     * @param body JSON text, or null
     * @return whatever was answered, errors included
     * @throws IOException if nothing was answered
     */
    public Reply call(String method, String path, Map<String, String> query, String body)
            throws IOException {
        Body content = body == null ? null : Body.from(body.getBytes(UTF_8), "application/json");
        return execute(Requests.create(method, path, List.of(), query, content));
    }

    /** As {@link #call}, with lines of JSON. */
    public Reply bulk(Map<String, String> query, byte[] lines) throws IOException {
        Body content = Body.from(lines, "application/x-ndjson");
        return execute(Requests.create("POST", "/_bulk", List.of(), query, content));
    }

    private Reply execute(Request request) throws IOException {
        try (Response response = client.execute(request)) {
            Body body = response.getBody().orElse(null);
            byte[] bytes = body == null ? new byte[0] : body.bodyAsBytes();
            return new Reply(response.getStatus(), parse(bytes));
        } catch (IOException | RuntimeException e) {
            Reply reply = replyIn(e);
            if (reply != null) {
                return reply;
            }
            throw new IOException("no answer from OpenSearch: " + e.getMessage(), e);
        }
    }

    // The transport throws some statuses, wrapped more than once.
    private static Reply replyIn(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ResponseException answered) {
                return new Reply(answered.status(), parse(bodyIn(answered.getMessage())));
            }
        }
        return null;
    }

    // The exception shows the answer's body in its message only, behind the first line.
    private static byte[] bodyIn(String message) {
        return message.substring(message.indexOf('\n') + 1).getBytes(UTF_8);
    }

    // A proxy in between answers with HTML or text.
    private static JsonNode parse(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }

    @Override
    public void close() throws IOException {
        transport.close();
    }

    /**
     * What was answered.
     *
     * @param body missing if it is not JSON
     */
    public record Reply(int status, JsonNode body) {
        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        /** OpenSearch's own words, shortened. */
        public String reason() {
            JsonNode error = body.path("error");
            String type = error.isTextual() ? error.asText() : error.path("type").asText("");
            String reason = error.path("reason").asText("");
            String text = "HTTP " + status + " " + type + " " + reason;
            return text.strip().substring(0, Math.min(1000, text.strip().length()));
        }
    }
}
