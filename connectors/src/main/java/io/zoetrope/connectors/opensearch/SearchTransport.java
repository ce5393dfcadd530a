package io.zoetrope.connectors.opensearch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zoetrope.domain.store.ShownUri;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHeader;
import org.opensearch.client.transport.OpenSearchTransport;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5TransportBuilder;

/** Hosts, login, trust and timeouts of the client. */
final class SearchTransport {
    private static final int CONNECT_TIMEOUT_S = 5;

    private SearchTransport() {}

    static OpenSearchTransport create(OpenSearchOptions options) throws IOException {
        HttpHost[] hosts = new HttpHost[options.hosts().size()];
        for (int i = 0; i < hosts.length; i++) {
            hosts[i] = host(options.hosts().get(i));
        }
        ApacheHttpClient5TransportBuilder builder =
                ApacheHttpClient5TransportBuilder.builder(hosts)
                        .setRequestConfigCallback(
                                request ->
                                        request.setResponseTimeout(
                                                options.bulk().requestTimeoutMs(),
                                                TimeUnit.MILLISECONDS));
        if (!options.username().isEmpty()) {
            builder.setDefaultHeaders(new Header[] {login(options)});
        }
        if (!options.caCertificate().isEmpty()) {
            trust(builder, Path.of(options.caCertificate()));
        }
        return builder.build();
    }

    private static HttpHost host(String uri) {
        if (uri.indexOf('@') >= 0) {
            throw new IllegalArgumentException(
                    "an OpenSearch host holds a login, which has options of its own: "
                            + ShownUri.ofServer(uri));
        }
        try {
            return HttpHost.create(uri);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not an OpenSearch host: " + uri, e);
        }
    }

    private static Header login(OpenSearchOptions options) {
        String pair = options.username() + ":" + options.password();
        return new BasicHeader(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
    }

    private static void trust(ApacheHttpClient5TransportBuilder builder, Path pem)
            throws IOException {
        SSLContext tls = sslContext(pem);
        builder.setHttpClientConfigCallback(
                http ->
                        http.setConnectionManager(
                                PoolingAsyncClientConnectionManagerBuilder.create()
                                        .setDefaultConnectionConfig(
                                                ConnectionConfig.custom()
                                                        .setConnectTimeout(
                                                                CONNECT_TIMEOUT_S, TimeUnit.SECONDS)
                                                        .build())
                                        .setTlsStrategy(
                                                ClientTlsStrategyBuilder.create()
                                                        .setSslContext(tls)
                                                        .buildAsync())
                                        .build()));
    }

    private static SSLContext sslContext(Path pem) throws IOException {
        try (InputStream in = Files.newInputStream(pem)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int count = 0;
            for (Certificate each :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("ca-" + count++, each);
            }
            TrustManagerFactory managers =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot use certificates of " + pem, e);
        }
    }
}
