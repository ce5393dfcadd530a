package io.zoetrope.sources;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Tells addresses of the public internet from those of this machine, its network and its cloud. */
final class PublicAddresses {
    private PublicAddresses() {}

    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet6Address ? isPublic6(bytes) : isPublic4(bytes);
    }

    // RFC 6890: this network, carrier NAT, protocol assignments, benchmarks, reserved.
    private static boolean isPublic4(byte[] a) {
        int first = a[0] & 0xff;
        int second = a[1] & 0xff;
        return first != 0
                && !(first == 100 && second >= 64 && second < 128)
                && !(first == 192 && second == 0 && a[2] == 0)
                && !(first == 198 && (second == 18 || second == 19))
                && first < 240;
    }

    private static boolean isPublic6(byte[] a) {
        boolean uniqueLocal = (a[0] & 0xfe) == 0xfc;
        return !uniqueLocal && isEmbeddedPublic(a);
    }

    // NAT64 (64:ff9b::/96), 6to4 (2002::/16) and IPv4-compatible addresses lead to an IPv4 one.
    private static boolean isEmbeddedPublic(byte[] a) {
        boolean nat64 = a[0] == 0 && a[1] == 0x64 && (a[2] & 0xff) == 0xff && (a[3] & 0xff) == 0x9b;
        boolean sixToFour = a[0] == 0x20 && a[1] == 0x02;
        boolean compatible = true;
        for (int i = 0; i < 12; i++) {
            compatible &= a[i] == 0;
        }
        if (!nat64 && !sixToFour && !compatible) {
            return true;
        }
        int from = sixToFour ? 2 : 12;
        try {
            return isPublic(InetAddress.getByAddress(Arrays.copyOfRange(a, from, from + 4)));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
