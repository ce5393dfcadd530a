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
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Asks OpenSearch by the thread that asks: an answer that goes through a client's own threads is
 * later by two changes of thread, each way, which is much beside a search of a few milliseconds.
 * Thread-safe.
 */
final class IndexConnection implements Closeable {
    private static final Timeout CONNECT = Timeout.ofSeconds(1);
    private static final Timeout FREE_CONNECTION = Timeout.ofSeconds(3);
    private static final Timeout ANSWER = Timeout.ofSeconds(6);

    /** One that rested for longer may have been closed by what lies between. */
    private static final TimeValue RESTED = TimeValue.ofSeconds(5);

    private final HttpHost host;
    private final String prefix;
    private final CloseableHttpClient client;

    /**
     * @param status of HTTP
     * @param body missing if there is none
     */
    record Reply(int status, JsonNode body) {}

    /**
     * @param connections at most
     */
    IndexConnection(QueryServiceOptions.OpenSearch options, int connections) {
        URI uri = options.uri();
        this.host = HttpHost.create(uri);
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        this.prefix = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        this.client = client(options, connections);
    }

    private static CloseableHttpClient client(
            QueryServiceOptions.OpenSearch options, int connections) {
        HttpClientBuilder builder =
                HttpClients.custom()
                        .setConnectionManager(
                                PoolingHttpClientConnectionManagerBuilder.create()
                                        .setMaxConnPerRoute(connections)
                                        .setMaxConnTotal(connections)
                                        .setDefaultConnectionConfig(
                                                ConnectionConfig.custom()
                                                        .setConnectTimeout(CONNECT)
                                                        .setValidateAfterInactivity(RESTED)
                                                        .build())
                                        .build())
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
     * @throws IOException if there is no answer
     */
    Reply send(String method, String path, Map<String, String> parameters, String body)
            throws IOException {
        String query =
                parameters.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .collect(Collectors.joining("&", parameters.isEmpty() ? "" : "?", ""));
        BasicClassicHttpRequest request =
                new BasicClassicHttpRequest(method, host, prefix + path + query);
        if (body != null) {
            request.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
        }
        return client.execute(host, request, IndexConnection::reply);
    }

    private static Reply reply(ClassicHttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return new Reply(response.getCode(), Json.MAPPER.missingNode());
        }
        try (InputStream bytes = entity.getContent()) {
            return new Reply(response.getCode(), Json.MAPPER.readTree(bytes));
        } catch (JsonProcessingException e) {
            if (response.getCode() < 300) {
                throw e;
            }
            // What stands between speaks for itself, not always in JSON; its status says enough.
            return new Reply(response.getCode(), Json.MAPPER.missingNode());
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
