package io.zoetrope.sources;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Predicate;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves a host once for each connection and judges what it resolved to. The connection is made
 * to these very addresses, so a name server that answers otherwise the next time (DNS rebinding)
 * gains nothing.
 */
final class JudgedAddresses implements DnsResolver {
    private final DnsResolver names;
    private final Predicate<InetAddress> allowed;

    JudgedAddresses(DnsResolver names, Predicate<InetAddress> allowed) {
        this.names = names;
        this.allowed = allowed;
    }

    /** A host with an address that may not be reached. */
    static final class ForbiddenHostException extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        ForbiddenHostException(String host) {
            super("host is not on the public internet: " + host);
        }
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = names.resolve(host);
        for (InetAddress address : addresses) {
            if (!allowed.test(address)) {
                throw new ForbiddenHostException(host);
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
