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
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Reads from OpenSearch for one source; an index that is not there yet reads as empty. Each source
 * has connections and a breaker of its own: if it does not answer, or slowly, it is left alone for
 * a while, and the others go on. Thread-safe.
 */
public final class IndexReader implements AutoCloseable {
    private static final String GIVEN_UP = "what was asked is given up";
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;
    private static final Map<String, String> LENIENT_ABOUT_MISSING =
            Map.of("ignore_unavailable", "true", "allow_no_indices", "true");

    private final IndexConnection connection;
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
        this.connection = new IndexConnection(options, connections);
        this.breaker = CircuitBreaker.of(source, Breaker.config());
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
        // A search that is late, or refused, may just be between two questions.
        if (Thread.currentThread().isInterrupted()) {
            throw new Unavailable(GIVEN_UP, null);
        }
        try {
            breaker.acquirePermission();
        } catch (CallNotPermittedException e) {
            throw new Unavailable("the index does not answer at the moment; try again", e);
        }
        long start = breaker.getCurrentTimestamp();
        try {
            Optional<JsonNode> answer = ask(method, path, parameters, body);
            breaker.onSuccess(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit());
            return answer;
        } catch (GivenUp e) {
            givenUp(breaker.getCurrentTimestamp() - start);
            throw new Unavailable(GIVEN_UP, e);
        } catch (IOException | RuntimeException e) {
            breaker.onError(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit(), e);
            throw e;
        }
    }

    /** No fault of the index; but if it was waited for so long, it was slow. */
    private void givenUp(long elapsed) {
        if (Breaker.isSlow(Duration.of(elapsed, breaker.getTimestampUnit().toChronoUnit()))) {
            breaker.onSuccess(elapsed, breaker.getTimestampUnit());
        } else {
            breaker.releasePermission();
        }
    }

    private Optional<JsonNode> ask(
            String method, String path, Map<String, String> parameters, ObjectNode body)
            throws IOException {
        IndexConnection.Reply reply = reply(method, path, parameters, body);
        int status = reply.status();
        if (status == 404 && reply.body().isObject()) {
            return Optional.empty();
        }
        if (status < 300) {
            return Optional.of(reply.body());
        }
        String said = "OpenSearch answered " + status + ": " + reply.body();
        // What stands between knows nothing of an index: that it has no such path may pass.
        if (status == TOO_MANY || status == 404 || status >= SERVER_ERROR) {
            throw new Unavailable("the index does not answer; try again", new IOException(said));
        }
        // Asked again it would be refused again: that is no reason to leave the index alone.
        throw new IndexRefused(said);
    }

    private IndexConnection.Reply reply(
            String method, String path, Map<String, String> parameters, ObjectNode body)
            throws IOException {
        try {
            return connection.send(method, path, parameters, body == null ? null : body.toString());
        } catch (GivenUp e) {
            throw e;
        } catch (IOException e) {
            throw new Unavailable("the index does not answer; try again", e);
        }
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
