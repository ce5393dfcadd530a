package io.zoetrope.query.http;

import io.zoetrope.query.options.QueryServiceOptions;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.util.HostPort;

/**
 * The names that a request may call this service by. A page of another site whose own name was
 * pointed at this machine (DNS rebinding) still sends that name, so it is refused. An address
 * cannot be pointed elsewhere: a service that is bound to more than the loopback takes any, as
 * probes of Kubernetes send it.
 */
final class AllowedHosts {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String ANY = "*";
    private static final Pattern ADDRESS =
            Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");

    private final Set<String> names;
    private final boolean anyAddress;

    private AllowedHosts(Set<String> names, boolean anyAddress) {
        this.names = names;
        this.anyAddress = anyAddress;
    }

    static AllowedHosts of(QueryServiceOptions.Http options) {
        return of(options.host(), options.allowedHosts());
    }

    /**
     * @param bound where the service listens
     * @param more names besides that and the loopback's; {@code *} for any
     */
    static AllowedHosts of(String bound, List<String> more) {
        Set<String> names = new HashSet<>(LOOPBACK);
        names.add(lower(bound));
        more.forEach(name -> names.add(lower(name)));
        return new AllowedHosts(Set.copyOf(names), !LOOPBACK.contains(lower(bound)));
    }

    /**
     * @param authority as in a Host header, with or without a port; null is not allowed
     */
    boolean allows(String authority) {
        if (names.contains(ANY)) {
            return true;
        }
        try {
            String host = lower(new HostPort(String.valueOf(authority)).getHost());
            return names.contains(host) || (anyAddress && ADDRESS.matcher(host).matches());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
