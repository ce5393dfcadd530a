package io.zoetrope.operators.parse;

import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.domain.VideoRef;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whose sources are whose: prefixes of uris, each given to a tenant and perhaps a collection of it.
 *
 * <ul>
 *   <li>An arrival that names no tenant, as a bucket's own notifications, belongs to the tenant
 *       with the longest prefix of its uri, and to that prefix's collection unless it names one.
 *   <li>A tenant may use no uri but those below its own prefixes and those of {@code *}.
 * </ul>
 *
 * <p>None at all: an arrival belongs to whom it names, or to the default tenant, and may use any
 * uri that the job may read.
 *
 * <p>A uri is compared as it is written, except for the case of its scheme and {@code file:/} for
 * {@code file:///}. One with {@code .} or {@code ..} between slashes or backslashes, also encoded,
 * is below no prefix: what opens it would resolve it.
 */
public final class TenantPrefixes implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String ANYONE = "*";
    private static final int MAX_NAMED = 3;

    /** One or two dots between separators, before a path's parameters, or at the end. */
    private static final Pattern DOTS =
            Pattern.compile(
                    "(?:[/\\\\]|%2f|%5c)(?:\\.|%2e){1,2}(?:[/\\\\;?#]|%2f|%5c|$)",
                    Pattern.CASE_INSENSITIVE);

    /** No prefixes. */
    public static final TenantPrefixes NONE = new TenantPrefixes(List.of());

    /** Longest prefixes first; of two alike, the one named first. */
    private final List<Given> given;

    private record Given(String tenant, String collection, String prefix) implements Serializable {
        boolean isFor(String name) {
            return tenant.equals(name) || tenant.equals(ANYONE);
        }

        /** {@code s3a://media} must not let {@code s3a://media-private} through. */
        boolean holds(String uri) {
            return uri.startsWith(prefix)
                    && (prefix.endsWith("/")
                            || uri.length() == prefix.length()
                            || uri.charAt(prefix.length()) == '/');
        }
    }

    private TenantPrefixes(List<Given> given) {
        this.given = given;
    }

    /**
     * @param settings {@code TENANT=PREFIX} or {@code TENANT/COLLECTION=PREFIX}; {@code *} for
     *     every tenant
     * @throws IllegalArgumentException naming the setting that is not understood
     */
    public static TenantPrefixes of(List<String> settings) {
        List<Given> given = new ArrayList<>();
        for (String setting : settings) {
            given.add(parse(setting.strip()));
        }
        // Stable, so that of two alike the first stays first.
        given.sort(Comparator.comparingInt((Given g) -> g.prefix().length()).reversed());
        return new TenantPrefixes(List.copyOf(given));
    }

    private static Given parse(String setting) {
        int equals = setting.indexOf('=');
        String owner = equals < 0 ? "" : setting.substring(0, equals);
        String prefix = normal(setting.substring(equals + 1)).orElse("");
        int slash = owner.indexOf('/');
        String tenant = slash < 0 ? owner : owner.substring(0, slash);
        String collection = slash < 0 ? "" : owner.substring(slash + 1);
        if (tenant.isEmpty() || prefix.indexOf(':') < 1) {
            throw new IllegalArgumentException(
                    "'%s' is not understood; write TENANT=PREFIX or TENANT/COLLECTION=PREFIX, such as acme/raw=s3a://media/acme"
                            .formatted(setting));
        }
        return new Given(tenant, collection, prefix);
    }

    /**
     * The video with the tenant and collection that are its own.
     *
     * @param tenant as the arrival names it, or empty
     * @param collection as the arrival names it, or empty
     */
    VideoRef own(String tenant, String collection, String uri) {
        String normal = normal(uri).orElse("");
        String owner =
                tenant.isEmpty()
                        ? first(normal, g -> !g.tenant().equals(ANYONE))
                                .map(Given::tenant)
                                .orElse(VideoRef.DEFAULT_TENANT)
                        : tenant;
        String within =
                collection.isEmpty()
                        ? first(normal, g -> g.isFor(owner)).map(Given::collection).orElse("")
                        : collection;
        return new VideoRef("", owner, within, uri, "");
    }

    /**
     * @return null if the arrival's tenant may use what it names
     */
    Problem judge(VideoArrival arrival) {
        String captions = arrival.description().captionsUri();
        String tenant = arrival.video().tenant();
        if (!mayUse(tenant, arrival.video().uri())) {
            return forbidden(tenant, arrival.video().uri());
        }
        return captions.isEmpty() || mayUse(tenant, captions) ? null : forbidden(tenant, captions);
    }

    private boolean mayUse(String tenant, String uri) {
        return given.isEmpty()
                || normal(uri).flatMap(u -> first(u, g -> g.isFor(tenant))).isPresent();
    }

    private Optional<Given> first(String uri, Predicate<Given> which) {
        return given.stream().filter(g -> g.holds(uri)).filter(which).findFirst();
    }

    private Problem forbidden(String tenant, String uri) {
        List<String> own = given.stream().filter(g -> g.isFor(tenant)).map(Given::prefix).toList();
        String may =
                own.isEmpty()
                        ? "none"
                        : own.stream().limit(MAX_NAMED).collect(Collectors.joining(", "))
                                + (own.size() > MAX_NAMED ? ", …" : "");
        return Problem.of(
                Stage.PARSE,
                Reason.FORBIDDEN_SOURCE,
                "Tenant '%s' may not use '%s'; its prefixes in tenants.prefixes: %s."
                        .formatted(Fields.shorten(tenant), Fields.shorten(uri), may));
    }

    /** Empty if what opens it would resolve dots in it. */
    private static Optional<String> normal(String uri) {
        int colon = uri.indexOf(':');
        if (colon < 0 || DOTS.matcher(uri).find()) {
            return Optional.empty();
        }
        String scheme = uri.substring(0, colon).toLowerCase(Locale.ROOT);
        String rest = uri.substring(colon + 1);
        boolean shortFile = scheme.equals("file") && rest.startsWith("/") && !rest.startsWith("//");
        return Optional.of(scheme + ":" + (shortFile ? "//" : "") + rest);
    }
}
