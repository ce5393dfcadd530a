package io.zoetrope.query.index;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.zoetrope.query.http.Unavailable;
import io.zoetrope.query.options.QueryServiceOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.util.Timeout;
import org.opensearch.client.transport.OpenSearchTransport;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5TransportBuilder;

/** How long and how often a source is asked. */
final class Connections {
    private static final Timeout CONNECT = Timeout.ofSeconds(1);
    private static final Timeout FREE_CONNECTION = Timeout.ofSeconds(3);
    private static final Timeout ANSWER = Timeout.ofSeconds(6);

    /** Of the last twenty calls. */
    private static final int LOOKS_BACK = 20;

    private static final int LEAST_CALLS = 10;
    private static final float FAILED_PERCENT = 50;
    private static final float SLOW_PERCENT = 80;
    private static final Duration SLOW = Duration.ofSeconds(3);
    private static final Duration LEFT_ALONE = Duration.ofSeconds(5);
    private static final int TRIALS = 3;

    private Connections() {}

    /** Only what does not answer opens it: what is refused says nothing about the others. */
    static CircuitBreakerConfig breaker() {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(LOOKS_BACK)
                .minimumNumberOfCalls(LEAST_CALLS)
                .failureRateThreshold(FAILED_PERCENT)
                .slowCallRateThreshold(SLOW_PERCENT)
                .slowCallDurationThreshold(SLOW)
                .waitDurationInOpenState(LEFT_ALONE)
                .permittedNumberOfCallsInHalfOpenState(TRIALS)
                .recordExceptions(Unavailable.class)
                .build();
    }

    static OpenSearchTransport open(QueryServiceOptions.OpenSearch options, int connections) {
        URI uri = options.uri();
        ApacheHttpClient5TransportBuilder builder =
                ApacheHttpClient5TransportBuilder.builder(HttpHost.create(uri))
                        .setHttpClientConfigCallback(
                                client ->
                                        client.setConnectionManager(
                                                PoolingAsyncClientConnectionManagerBuilder.create()
                                                        .setMaxConnPerRoute(connections)
                                                        .setMaxConnTotal(connections)
                                                        .setDefaultConnectionConfig(
                                                                ConnectionConfig.custom()
                                                                        .setConnectTimeout(CONNECT)
                                                                        .build())
                                                        .build()))
                        .setRequestConfigCallback(
                                config ->
                                        config.setConnectionRequestTimeout(FREE_CONNECTION)
                                                .setResponseTimeout(ANSWER));
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
}
