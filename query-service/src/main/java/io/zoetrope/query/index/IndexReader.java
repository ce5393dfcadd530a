package io.zoetrope.query.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.http.Unavailable;
import io.zoetrope.query.metrics.QueryMetric;
import io.zoetrope.query.options.QueryServiceOptions;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opensearch.client.opensearch.generic.Body;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.opensearch.generic.Response;
import org.opensearch.client.transport.OpenSearchTransport;
import org.opensearch.client.transport.httpclient5.ResponseException;

/**
 * Reads from OpenSearch for one source; an index that is not there yet reads as empty. Each source
 * has connections and a breaker of its own: if it does not answer, or slowly, it is left alone for
 * a while, and the others go on. Thread-safe.
 */
public final class IndexReader implements AutoCloseable {
    private static final Set<Integer> TRANSIENT = Set.of(429, 502, 503, 504);
    private static final Map<String, String> LENIENT_ABOUT_MISSING =
            Map.of("ignore_unavailable", "true", "allow_no_indices", "true");

    private final OpenSearchTransport transport;
    private final OpenSearchGenericClient client;
    private final CircuitBreaker breaker;

    /**
     * @param source what is read, as its metric names it
     * @param connections at most
     */
    public IndexReader(
            QueryServiceOptions.OpenSearch options,
            String source,
            int connections,
            MeterRegistry metrics) {
        this.transport = Connections.open(options, connections);
        this.client = new OpenSearchGenericClient(transport);
        this.breaker = CircuitBreaker.of(source, Connections.breaker());
        Gauge.builder(QueryMetric.SOURCE_OPEN.metricName(), breaker, IndexReader::leftAlone)
                .description(QueryMetric.SOURCE_OPEN.description())
                .tag("source", source)
                .register(metrics);
    }

    private static double leftAlone(CircuitBreaker breaker) {
        return breaker.getState() == CircuitBreaker.State.OPEN ? 1 : 0;
    }

    /**
     * @param index name, alias or pattern
     * @throws Unavailable if OpenSearch does not answer, or is left alone
     * @throws IOException if it refuses what is asked
     */
    public JsonNode search(String index, ObjectNode body) throws IOException {
        return request("POST", "/" + index + "/_search", LENIENT_ABOUT_MISSING, body).orElseThrow();
    }

    /** Mappings by index name; empty if no index matches. */
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
    Optional<JsonNode> request(
            String method, String path, Map<String, String> parameters, ObjectNode body)
            throws IOException {
        Requests.JsonBodyBuilder request =
                Requests.builder().method(method).endpoint(path).query(parameters);
        if (body != null) {
            request.json(body.toString());
        }
        try {
            breaker.acquirePermission();
        } catch (CallNotPermittedException e) {
            throw new Unavailable("the index does not answer at the moment; try again", e);
        }
        long start = breaker.getCurrentTimestamp();
        try {
            Optional<JsonNode> answer = ask(request);
            breaker.onSuccess(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit());
            return answer;
        } catch (IOException | RuntimeException e) {
            breaker.onError(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit(), e);
            throw e;
        }
    }

    private Optional<JsonNode> ask(Requests.JsonBodyBuilder request) throws IOException {
        try (Response response = client.execute(request.build())) {
            int status = response.getStatus();
            if (status == 404) {
                return Optional.empty();
            }
            JsonNode answer = parse(response.getBody().orElseThrow());
            if (TRANSIENT.contains(status)) {
                throw new IOException("OpenSearch answered " + status + ": " + answer);
            }
            if (status >= 300) {
                throw new IndexRefused("OpenSearch answered " + status + ": " + answer);
            }
            return Optional.of(answer);
        } catch (IndexRefused e) {
            throw e;
        } catch (IOException e) {
            int status = status(e);
            if (status == 404) {
                return Optional.empty();
            }
            // Asked again it would be refused again: that is no reason to leave the index alone.
            if (status >= 400 && status < 500 && !TRANSIENT.contains(status)) {
                throw new IndexRefused("OpenSearch refused with " + status, e);
            }
            throw new Unavailable("the index does not answer; try again", e);
        }
    }

    /** Of an answer that the client throws; 0 if there was none. */
    static int status(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ResponseException answer) {
                return answer.status();
            }
        }
        return 0;
    }

    private static JsonNode parse(Body body) throws IOException {
        try (InputStream bytes = body.body()) {
            return Json.MAPPER.readTree(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        transport.close();
    }
}
