package io.zoetrope.sources;

import io.zoetrope.domain.RejectedInput;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;

/** One GET from a position on, redirects followed by hand so that each is checked. Thread-safe. */
final class HttpFetch {
    private static final int MAX_REDIRECTS = 5;

    private final SourcePolicy policy;
    private final HttpClient client;

    HttpFetch(SourcePolicy policy) {
        this.policy = policy;
        this.client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(Duration.ofMillis(policy.http().connectTimeoutMs()))
                        .build();
    }

    /**
     * @return an answer of any status but a redirect; the caller closes its body
     */
    HttpResponse<BodyStream> get(String uri, long from) throws RejectedInput, IOException {
        URI target = parse(uri);
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            requireAllowed(target);
            HttpResponse<BodyStream> response = send(target, from);
            String location = location(response);
            if (location == null) {
                return response;
            }
            response.body().close();
            target = redirected(target, location);
        }
        throw new RejectedInput(
                Reasons.BAD_URI, "more than " + MAX_REDIRECTS + " redirects from " + uri);
    }

    private HttpResponse<BodyStream> send(URI uri, long from) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(uri)
                        .timeout(Duration.ofMillis(policy.http().readTimeoutMs()))
                        .header("Range", "bytes=" + from + "-")
                        .header("Accept-Encoding", "identity")
                        .header("User-Agent", "zoetrope")
                        .build();
        try {
            return client.send(request, info -> new BodyStream(policy.http().readTimeoutMs()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while asking for " + uri);
        }
    }

    private static String location(HttpResponse<?> response) {
        return switch (response.statusCode()) {
            case 301, 302, 303, 307, 308 -> response.headers().firstValue("location").orElse(null);
            default -> null;
        };
    }

    private static URI redirected(URI from, String location) throws RejectedInput {
        try {
            URI to = parse(from.resolve(new URI(location)).toString());
            if (from.getScheme().equalsIgnoreCase("https")
                    && !to.getScheme().equalsIgnoreCase("https")) {
                throw new RejectedInput(
                        Reasons.FORBIDDEN, "redirect from https to unencrypted " + to);
            }
            return to;
        } catch (URISyntaxException e) {
            throw new RejectedInput(Reasons.BAD_URI, "redirect to something else than a uri", e);
        }
    }

    private static URI parse(String uri) throws RejectedInput {
        try {
            URI parsed = new URI(uri).normalize();
            String scheme = String.valueOf(parsed.getScheme()).toLowerCase(Locale.ROOT);
            if (!scheme.equals("http") && !scheme.equals("https")) {
                throw new RejectedInput(Reasons.FORBIDDEN, "redirect away from http(s) to " + uri);
            }
            if (parsed.getHost() == null || parsed.getRawUserInfo() != null) {
                throw new RejectedInput(Reasons.BAD_URI, "needs a host and no login in it: " + uri);
            }
            return parsed;
        } catch (URISyntaxException e) {
            throw new RejectedInput(Reasons.BAD_URI, "not a uri: " + uri, e);
        }
    }

    // Before each connection: the JVM caches what a name resolves to, so that the address which is
    // judged here is the one that is used, even where a name server changes its mind.
    private void requireAllowed(URI uri) throws RejectedInput, IOException {
        policy.requireScheme(uri.getScheme().toLowerCase(Locale.ROOT));
        policy.requirePrefix(uri.toString());
        if (policy.allowPrivateHosts()) {
            return;
        }
        for (InetAddress address : InetAddress.getAllByName(uri.getHost())) {
            if (!PublicAddresses.isPublic(address)) {
                throw new RejectedInput(
                        Reasons.FORBIDDEN, "host is not on the public internet: " + uri.getHost());
            }
        }
    }
}
