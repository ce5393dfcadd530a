package io.zoetrope.sources;

import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.function.Predicate;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.Timeout;

/** One GET from a position on, redirects followed by hand so that each is checked. Thread-safe. */
final class HttpFetch {
    private static final int MAX_REDIRECTS = 5;

    /** java.net.URI takes any number, the client only these. */
    private static final int MAX_PORT = 65_535;

    /** For all opened sources of a process; each holds at most one. */
    private static final int MAX_CONNECTIONS = 512;

    /** Otherwise a server could fill memory with the head of an answer that has no end. */
    private static final Http1Config HEADS =
            Http1Config.custom().setMaxLineLength(64 << 10).setMaxHeaderCount(256).build();

    private final SourcePolicy policy;
    private final CloseableHttpClient client;

    HttpFetch(SourcePolicy policy) {
        this(
                policy,
                SystemDefaultDnsResolver.INSTANCE,
                policy.allowPrivateHosts() ? address -> true : PublicAddresses::isPublic);
    }

    HttpFetch(SourcePolicy policy, DnsResolver names, Predicate<InetAddress> allowed) {
        this.policy = policy;
        Timeout silence = Timeout.ofMilliseconds(policy.http().readTimeoutMs());
        this.client =
                HttpClients.custom()
                        .setConnectionManager(
                                PoolingHttpClientConnectionManagerBuilder.create()
                                        .setDnsResolver(new JudgedAddresses(names, allowed))
                                        .setConnectionFactory(
                                                ManagedHttpClientConnectionFactory.builder()
                                                        .http1Config(HEADS)
                                                        .build())
                                        .setMaxConnTotal(MAX_CONNECTIONS)
                                        .setMaxConnPerRoute(MAX_CONNECTIONS)
                                        .setDefaultConnectionConfig(connections(policy, silence))
                                        .build())
                        .setDefaultRequestConfig(
                                RequestConfig.custom()
                                        .setConnectionRequestTimeout(silence)
                                        .setResponseTimeout(silence)
                                        .build())
                        .setUserAgent("zoetrope")
                        .disableRedirectHandling()
                        .disableContentCompression()
                        .disableAutomaticRetries()
                        .disableCookieManagement()
                        .disableAuthCaching()
                        .build();
    }

    private static ConnectionConfig connections(SourcePolicy policy, Timeout silence) {
        return ConnectionConfig.custom()
                .setConnectTimeout(Timeout.ofMilliseconds(policy.http().connectTimeoutMs()))
                .setSocketTimeout(silence)
                .build();
    }

    /**
     * @return an answer of any status but a redirect; the caller closes it
     */
    StreamedResponse get(String uri, long from) throws RejectedInput, IOException {
        URI target = parse(uri);
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            policy.requireScheme(target.getScheme().toLowerCase(Locale.ROOT));
            policy.requirePrefix(target.toString());
            StreamedResponse response = send(target, from);
            String location = location(response);
            if (location.isEmpty()) {
                return response;
            }
            response.close();
            target = redirected(target, location);
        }
        throw new RejectedInput(
                Reason.BAD_URI, "more than " + MAX_REDIRECTS + " redirects from " + uri);
    }

    private StreamedResponse send(URI uri, long from) throws RejectedInput, IOException {
        HttpGet request = new HttpGet(uri);
        request.setHeader("Range", "bytes=" + from + "-");
        request.setHeader("Accept-Encoding", "identity");
        try {
            return new StreamedResponse(request, client.executeOpen(null, request, null));
        } catch (JudgedAddresses.ForbiddenHostException e) {
            throw new RejectedInput(Reason.FORBIDDEN_URI, e.getMessage(), e);
        } catch (SocketTimeoutException e) {
            throw silent(uri.getPath(), e);
        }
    }

    static SocketTimeoutException silent(String path, SocketTimeoutException e) {
        SocketTimeoutException told = new SocketTimeoutException("nothing came of " + path);
        told.initCause(e);
        return told;
    }

    private static String location(StreamedResponse response) {
        return switch (response.status()) {
            case 301, 302, 303, 307, 308 -> response.header("location");
            default -> "";
        };
    }

    private static URI redirected(URI from, String location) throws RejectedInput {
        try {
            URI to = parse(from.resolve(new URI(location)).toString());
            if (from.getScheme().equalsIgnoreCase("https")
                    && !to.getScheme().equalsIgnoreCase("https")) {
                throw new RejectedInput(
                        Reason.FORBIDDEN_URI, "redirect from https to unencrypted " + to);
            }
            return to;
        } catch (URISyntaxException e) {
            throw new RejectedInput(Reason.BAD_URI, "redirect to something else than a uri", e);
        }
    }

    private static URI parse(String uri) throws RejectedInput {
        try {
            URI parsed = new URI(uri).normalize();
            String scheme = String.valueOf(parsed.getScheme()).toLowerCase(Locale.ROOT);
            if (!scheme.equals("http") && !scheme.equals("https")) {
                throw new RejectedInput(
                        Reason.FORBIDDEN_URI, "redirect away from http(s) to " + uri);
            }
            if (parsed.getHost() == null || parsed.getRawUserInfo() != null) {
                throw new RejectedInput(Reason.BAD_URI, "needs a host and no login in it: " + uri);
            }
            if (parsed.getPort() > MAX_PORT) {
                throw new RejectedInput(Reason.BAD_URI, "a port above " + MAX_PORT + ": " + uri);
            }
            return parsed;
        } catch (URISyntaxException e) {
            throw new RejectedInput(Reason.BAD_URI, "not a uri: " + uri, e);
        }
    }
}
