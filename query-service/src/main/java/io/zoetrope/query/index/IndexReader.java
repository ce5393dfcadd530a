package io.zoetrope.query.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.options.QueryServiceOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.util.Timeout;
import org.opensearch.client.opensearch.generic.Body;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.opensearch.generic.Response;
import org.opensearch.client.transport.OpenSearchTransport;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5TransportBuilder;

/** Reads from OpenSearch; an index that is not there yet reads as empty. Thread-safe. */
public final class IndexReader implements AutoCloseable {
    private static final Timeout PATIENCE = Timeout.ofSeconds(10);
    private static final Map<String, String> LENIENT_ABOUT_MISSING =
            Map.of("ignore_unavailable", "true", "allow_no_indices", "true");

    private final OpenSearchTransport transport;
    private final OpenSearchGenericClient client;

    public IndexReader(QueryServiceOptions.OpenSearch options) {
        this.transport = transport(options);
        this.client = new OpenSearchGenericClient(transport);
    }

    /**
     * @param index name, alias or pattern
     * @throws IOException where OpenSearch cannot be reached or refuses
     */
    public JsonNode search(String index, ObjectNode body) throws IOException {
        return request("POST", "/" + index + "/_search", LENIENT_ABOUT_MISSING, body).orElseThrow();
    }

    /** Mappings by index name; empty where no index matches. */
    public JsonNode mappings(String index) throws IOException {
        return request("GET", "/" + index + "/_mapping", LENIENT_ABOUT_MISSING, null)
                .orElseGet(Json.MAPPER::createObjectNode);
    }

    /** The cluster's health: {@code green}, {@code yellow} or {@code red}. */
    public String health() throws IOException {
        return request("GET", "/_cluster/health", Map.of(), null)
                .orElseThrow()
                .path("status")
                .asText();
    }

    /** Empty for 404. */
    private Optional<JsonNode> request(
            String method, String path, Map<String, String> parameters, ObjectNode body)
            throws IOException {
        Requests.JsonBodyBuilder request =
                Requests.builder().method(method).endpoint(path).query(parameters);
        if (body != null) {
            request.json(body.toString());
        }
        try (Response response = client.execute(request.build())) {
            if (response.getStatus() == 404) {
                return Optional.empty();
            }
            JsonNode answer = parse(response.getBody().orElseThrow());
            if (response.getStatus() >= 300) {
                throw new IOException(
                        "OpenSearch answered " + response.getStatus() + ": " + answer);
            }
            return Optional.of(answer);
        }
    }

    private static JsonNode parse(Body body) throws IOException {
        try (InputStream bytes = body.body()) {
            return Json.MAPPER.readTree(bytes);
        }
    }

    private static OpenSearchTransport transport(QueryServiceOptions.OpenSearch options) {
        URI uri = options.uri();
        ApacheHttpClient5TransportBuilder builder =
                ApacheHttpClient5TransportBuilder.builder(HttpHost.create(uri))
                        .setRequestConfigCallback(
                                config ->
                                        config.setConnectionRequestTimeout(PATIENCE)
                                                .setResponseTimeout(PATIENCE));
        if (!options.user().isEmpty()) {
            builder.setDefaultHeaders(new Header[] {basic(options)});
        }
        if (uri.getPath() != null && uri.getPath().length() > 1) {
            builder.setPathPrefix(uri.getPath());
        }
        return builder.build();
    }

    private static Header basic(QueryServiceOptions.OpenSearch options) {
        byte[] pair = (options.user() + ":" + options.password()).getBytes(StandardCharsets.UTF_8);
        return new BasicHeader(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    @Override
    public void close() throws IOException {
        transport.close();
    }
}
