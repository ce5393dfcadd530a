package io.zoetrope.query.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** What {@code /metrics} shows of the service itself, next to the JVM's own figures. */
public enum QueryMetric {
    /** Time to answer, by method, route and status; the count is the number of requests. */
    HTTP("zoetrope.query.http", "time to answer a request"),
    /** Time to answer a gRPC call, by method and status code; streams are not timed. */
    GRPC("zoetrope.query.grpc", "time to answer a gRPC call"),
    /** Requests that were not let in, by the error's code. */
    REFUSED("zoetrope.query.refused", "requests that were not let in"),
    /** Time in the encoder, by kind of query; cached texts do not count. */
    EMBED("zoetrope.query.embed", "time to embed a query"),
    /** Queries embedded and their wait for the model, by kind, model and provider. */
    ENGINE_QUEUE("zoetrope.query.engine.queue", "queries embedded, and how long they waited"),
    /** Calls of the model: fewer than the queries if several went together. */
    ENGINE_CALLS("zoetrope.query.engine.calls", "calls of the model"),
    /** Queries that wait for the model now. */
    ENGINE_WAITING("zoetrope.query.engine.waiting", "queries that wait for the model"),
    /** Hits, misses and evictions of the query-embedding cache. */
    EMBEDDING_CACHE("zoetrope.query.embedding", "query-embedding cache"),
    /** Clients connected to {@code /v1/events}. */
    EVENT_CLIENTS("zoetrope.query.event.clients", "connected event clients"),
    /** 1 while a source is left alone because it did not answer, by source. */
    SOURCE_OPEN("zoetrope.query.source.open", "1 while a source that fails is left alone"),
    /** Events announced on Kafka, by type. */
    ANNOUNCED("zoetrope.query.announced", "events sent to Kafka"),
    /** Labels that could not be spread, and videos that could not be given theirs, by what. */
    LABELS_FAILED("zoetrope.query.labels.failed", "labels and videos that failed for now");

    private final String metricName;
    private final String description;

    QueryMetric(String metricName, String description) {
        this.metricName = metricName;
        this.description = description;
    }

    public String metricName() {
        return metricName;
    }

    public String description() {
        return description;
    }

    public Timer timer(MeterRegistry registry, String kind) {
        return Timer.builder(metricName)
                .description(description)
                .tag("kind", kind)
                .register(registry);
    }
}
