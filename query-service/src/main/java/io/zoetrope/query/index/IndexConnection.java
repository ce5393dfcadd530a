package io.zoetrope.query.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.options.QueryServiceOptions;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Asks OpenSearch by the thread that asks: an answer that goes through a client's own threads is
 * later by two changes of thread, each way, which is much beside a search of a few milliseconds. An
 * {@link AskingThread} that is interrupted breaks off what it asks. Thread-safe.
 */
final class IndexConnection implements Closeable {
    private static final Timeout CONNECT = Timeout.ofSeconds(1);
    private static final Timeout FREE_CONNECTION = Timeout.ofSeconds(3);

    /** Without a byte. */
    private static final Timeout ANSWER = Timeout.ofSeconds(6);

    /** Until its last byte, however steadily they come. */
    private static final Duration WHOLE_ANSWER = Duration.ofSeconds(15);

    /** One that rested for longer may have been closed by what lies between. */
    private static final TimeValue RESTED = TimeValue.ofSeconds(5);

    private final HttpHost host;
    private final URI root;
    private final String prefix;
    private final Duration wholeAnswer;
    private final CloseableHttpClient client;

    /**
     * @param status of HTTP
     * @param body of a success a JSON object; of anything else missing if it is no JSON
     */
    record Reply(int status, JsonNode body) {}

    /**
     * @param connections at most
     */
    IndexConnection(QueryServiceOptions.OpenSearch options, int connections) {
        this(options, connections, WHOLE_ANSWER);
    }

    /**
     * @param wholeAnswer until the last byte of each
     */
    IndexConnection(QueryServiceOptions.OpenSearch options, int connections, Duration wholeAnswer) {
        URI uri = options.uri();
        this.host = HttpHost.create(uri);
        this.root = URI.create(host.toURI());
        this.wholeAnswer = wholeAnswer;
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        this.prefix = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        this.client = client(options, connections);
    }

    private static CloseableHttpClient client(
            QueryServiceOptions.OpenSearch options, int connections) {
        PoolingHttpClientConnectionManagerBuilder pool =
                PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(connections)
                        .setMaxConnTotal(connections)
                        .setDefaultConnectionConfig(
                                ConnectionConfig.custom()
                                        .setConnectTimeout(CONNECT)
                                        .setValidateAfterInactivity(RESTED)
                                        .build());
        options.caCertificate()
                .map(TrustedCertificates::of)
                .map(DefaultClientTlsStrategy::new)
                .ifPresent(pool::setTlsSocketStrategy);
        HttpClientBuilder builder =
                HttpClients.custom()
                        .setConnectionManager(pool.build())
                        .setDefaultRequestConfig(
                                RequestConfig.custom()
                                        .setConnectionRequestTimeout(FREE_CONNECTION)
                                        .setResponseTimeout(ANSWER)
                                        .build())
                        // Packing an answer costs more than sending it to a neighbour.
                        .disableContentCompression()
                        .disableAutomaticRetries()
                        .disableRedirectHandling()
                        .disableCookieManagement()
                        .disableAuthCaching();
        if (!options.user().isEmpty()) {
            builder.setDefaultHeaders(
                    List.of(new BasicHeader("Authorization", "Basic " + credentials(options))));
        }
        return builder.build();
    }

    private static String credentials(QueryServiceOptions.OpenSearch options) {
        byte[] pair = (options.user() + ":" + options.password()).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(pair);
    }

    /**
     * @param parameters as they stand in a path
     * @param body JSON, or lines of it; null for none
     * @throws GivenUp if the thread that calls is interrupted meanwhile
     * @throws IOException if there is no answer, not all of it in time, or a success is told
     *     without a JSON object: then it is not OpenSearch that answers
     */
    Reply send(String method, String path, Map<String, String> parameters, String body)
            throws IOException {
        StringBuilder asked = new StringBuilder(prefix).append(path);
        char before = '?';
        for (Map.Entry<String, String> each : parameters.entrySet()) {
            asked.append(before).append(each.getKey()).append('=').append(each.getValue());
            before = '&';
        }
        HttpUriRequestBase request = new HttpUriRequestBase(method, root);
        request.setPath(asked.toString());
        if (body != null) {
            request.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
        }
        return send(request);
    }

    private Reply send(HttpUriRequestBase request) throws IOException {
        try (Overdue.Watched watched = Overdue.watch(request, wholeAnswer)) {
            return AskingThread.ask(
                    request, () -> client.execute(host, request, IndexConnection::reply));
        } catch (IOException | IllegalStateException e) {
            throw failure(e, request.isCancelled());
        }
    }

    /**
     * The client throws no IOException if what is cancelled waits for a connection, or has just got
     * one.
     */
    private static IOException failure(Exception e, boolean cancelled) {
        if (e instanceof IllegalStateException mistake && !cancelled) {
            throw mistake;
        }
        if (Thread.currentThread().isInterrupted()) {
            return new GivenUp(e);
        }
        return e instanceof IOException io ? io : new IOException("not answered in time", e);
    }

    private static Reply reply(ClassicHttpResponse response) throws IOException {
        JsonNode body = body(response.getEntity());
        if (response.getCode() < 300 && !body.isObject()) {
            throw new IOException(
                    "answered " + response.getCode() + " without a JSON object: no OpenSearch");
        }
        return new Reply(response.getCode(), body);
    }

    /** What stands between speaks for itself, not always in JSON; its status says enough. */
    private static JsonNode body(HttpEntity entity) throws IOException {
        if (entity == null) {
            return Json.MAPPER.missingNode();
        }
        try (InputStream bytes = entity.getContent()) {
            return Json.MAPPER.readTree(bytes);
        } catch (JsonProcessingException e) {
            return Json.MAPPER.missingNode();
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
