package io.zoetrope.query.access;

import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Role;
import io.zoetrope.query.options.QueryServiceOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;

/** Makes and reads what stands for a key: signed links, and the cookie of a page. Thread-safe. */
public final class Links {
    private static final String SESSION = "session";

    private final Signature signature;
    private final Duration validFor;

    public Links(QueryServiceOptions.Tokens tokens, Clock clock) {
        this.signature = new Signature(tokens.secret(), clock);
        this.validFor = tokens.linksValidFor();
    }

    /**
     * A request for a signed path, and whose key signed it.
     *
     * @param most what may be done with it, if the key may do that
     */
    record Signed(String keyId, Role most, Request request) {}

    String sign(String keyId, Instant until, String thing) {
        return signature.sign(keyId, until, thing);
    }

    String sign(String keyId, String thing) {
        return signature.sign(keyId, signature.until(validFor), thing);
    }

    /**
     * The request below a signed link's token, as if it had come without: nothing behind this sees
     * the token, no log and no metric. Empty for other paths.
     *
     * @throws ApiError 401, 410
     */
    Optional<Signed> read(Request request) {
        String path = Request.getPathInContext(request);
        if (!path.startsWith(MediaLinks.SIGNED)) {
            return Optional.empty();
        }
        int end = path.indexOf('/', MediaLinks.SIGNED.length());
        String token = path.substring(MediaLinks.SIGNED.length(), end < 0 ? path.length() : end);
        String rest = end < 0 ? "/v1/" : "/v1" + path.substring(end);
        HttpURI uri = request.getHttpURI();
        String requested = uri.getQuery() == null ? rest : rest + "?" + uri.getQuery();
        boolean put = HttpMethod.PUT.is(request.getMethod());
        if (!put
                && !HttpMethod.GET.is(request.getMethod())
                && !HttpMethod.HEAD.is(request.getMethod())) {
            throw new ApiError(405, "method_not_allowed", "a signed link is for one thing alone");
        }
        String thing = put ? MediaLinks.PUT + requested : MediaLinks.thing(requested);
        String keyId = signature.check(token, thing);
        HttpURI plain = HttpURI.build(uri, rest, uri.getParam(), uri.getQuery());
        return Optional.of(
                new Signed(
                        keyId,
                        put ? Role.WRITE : Role.READ,
                        new Request.Wrapper(request) {
                            @Override
                            public HttpURI getHttpURI() {
                                return plain;
                            }
                        }));
    }

    /**
     * What a page's cookie holds.
     *
     * @param until when it ends
     */
    record Session(String token, Instant until) {}

    Session session(String keyId) {
        Instant until = signature.until(validFor);
        return new Session(signature.sign(keyId, until, SESSION), until);
    }

    /** The id of the key of a page's cookie; empty if it is over or none of ours. */
    Optional<String> keyOf(String session) {
        try {
            return Optional.of(signature.check(session, SESSION));
        } catch (ApiError e) {
            // The page asks for the key again, as it does of whoever comes without.
            return Optional.empty();
        }
    }
}
