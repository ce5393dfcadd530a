package io.zoetrope.query.access;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;

/**
 * Gateways whose {@code X-Forwarded-Proto} is believed: anybody can send that header, so it counts
 * only from those that are named, by address or network.
 */
public final class TrustedGateways {
    private static final String FORWARDED = "X-Forwarded-Proto";
    private static final String HTTPS = "https";

    /** An address of digits: nothing that would have to be looked up. */
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private final List<Network> networks;

    /**
     * @param bits of the address that count
     */
    private record Network(byte[] address, int bits) {
        static Network of(String text) {
            int slash = text.indexOf('/');
            String address = slash < 0 ? text : text.substring(0, slash);
            if (!ADDRESS.matcher(address).matches()) {
                throw wrong(text);
            }
            try {
                byte[] bytes = InetAddress.getByName(address).getAddress();
                int all = bytes.length * Byte.SIZE;
                int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
                if (bits < 0 || bits > all) {
                    throw wrong(text);
                }
                return new Network(bytes, bits);
            } catch (UnknownHostException | NumberFormatException e) {
                throw wrong(text);
            }
        }

        private static IllegalArgumentException wrong(String text) {
            return new IllegalArgumentException(
                    "--trusted-gateways expects addresses or networks such as 10.0.0.0/8, got '"
                            + text
                            + "'");
        }

        boolean has(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % Byte.SIZE;
                if (((address[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * @param addresses and networks, as {@code 10.1.2.3}, {@code 10.0.0.0/8}, {@code fd00::/8}
     * @throws IllegalArgumentException naming what is none
     */
    public TrustedGateways(List<String> addresses) {
        List<Network> read = new ArrayList<>();
        addresses.forEach(text -> read.add(Network.of(text)));
        this.networks = List.copyOf(read);
    }

    /** Whether the client of this request speaks TLS, to this service or to a gateway before it. */
    boolean isSecure(Request request) {
        if (request.isSecure()) {
            return true;
        }
        String forwarded = request.getHeaders().get(FORWARDED);
        return forwarded != null
                && forwarded.strip().equalsIgnoreCase(HTTPS)
                && trusts(request.getConnectionMetaData().getRemoteSocketAddress());
    }

    /** By the address itself: as a text it has brackets or a zone. */
    private boolean trusts(SocketAddress remote) {
        if (!(remote instanceof InetSocketAddress known) || known.isUnresolved()) {
            return false;
        }
        byte[] address = known.getAddress().getAddress();
        return networks.stream().anyMatch(network -> network.has(address));
    }
}
