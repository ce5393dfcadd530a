package io.zoetrope.query.access;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/**
 * {@code /v1/session}: a page sends its key once and gets a cookie for it, which goes along with
 * whatever a browser asks for by itself: pictures, videos, event streams. Scripts cannot read it,
 * pages of other sites cannot use it.
 */
public final class SessionApi {
    static final String COOKIE = "zoetrope_session";

    /**
     * Who the caller is.
     *
     * @param profile null for none
     * @param expiresAt of the cookie, ISO 8601; null if none was given
     */
    record Session(String tenant, String role, String keyName, String profile, String expiresAt) {
        static Session of(Caller caller, String expiresAt) {
            return new Session(
                    caller.tenant(),
                    Roles.wireName(caller.role()),
                    caller.keyName(),
                    caller.profile().equals(Caller.NO_PROFILE) ? null : caller.profile(),
                    expiresAt);
        }
    }

    private final Links links;
    private final TrustedGateways gateways;

    public SessionApi(Links links, TrustedGateways gateways) {
        this.links = links;
        this.gateways = gateways;
    }

    public void get(Context ctx) {
        ctx.header("Cache-Control", "no-store").json(Session.of(Caller.of(ctx), null));
    }

    /** A caller without a key needs no cookie and gets none. */
    public void post(Context ctx) {
        Optional<Links.Session> made = MediaLinks.keyId(ctx).map(links::session);
        made.ifPresent(session -> ctx.cookie(cookie(ctx, session.token(), left(session))));
        String until = made.map(session -> session.until().toString()).orElse(null);
        ctx.header("Cache-Control", "no-store").json(Session.of(Caller.of(ctx), until));
    }

    public void delete(Context ctx) {
        ctx.cookie(cookie(ctx, "", 0)).status(204);
    }

    private static int left(Links.Session session) {
        return (int) Duration.between(Instant.now(), session.until()).toSeconds();
    }

    private Cookie cookie(Context ctx, String value, int maxAgeSeconds) {
        boolean secure =
                gateways.isSecure(ServletContextRequest.getServletContextRequest(ctx.req()));
        Cookie cookie = new Cookie(COOKIE, value, "/", maxAgeSeconds, secure, true);
        cookie.setSameSite(SameSite.STRICT);
        return cookie;
    }
}
