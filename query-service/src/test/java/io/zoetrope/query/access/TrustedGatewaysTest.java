package io.zoetrope.query.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedGatewaysTest {
    private static final TrustedGateways SOME =
            new TrustedGateways(List.of("10.1.2.3", "172.16.0.0/12", "fd00::/8"));

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, true",
        "10.1.2.4, false",
        "172.31.255.255, true",
        "172.32.0.0, false",
        "fd12::1, true",
        "fe80::1, false",
        "fd12::1%1, true",
        "fe80::1%1, false",
        "::ffff:10.1.2.3, true"
    })
    void trustsThoseThatAreNamed(String remote, boolean trusted) throws UnknownHostException {
        assertThat(SOME.isSecure(from(remote, "https"))).isEqualTo(trusted);
        assertThat(SOME.isSecure(from(remote, "http"))).isFalse();
    }

    /** A request in plain text, as Jetty knows it: an address without a name. */
    private static Request from(String remote, String forwarded) throws UnknownHostException {
        return from(new InetSocketAddress(InetAddress.getByName(remote), 4_711), forwarded);
    }

    private static Request from(SocketAddress remote, String forwarded) {
        ConnectionMetaData connection =
                answering(ConnectionMetaData.class, Map.of("getRemoteSocketAddress", remote));
        return answering(
                Request.class,
                Map.of(
                        "isSecure",
                        false,
                        "getConnectionMetaData",
                        connection,
                        "getHeaders",
                        HttpFields.build().put("X-Forwarded-Proto", forwarded)));
    }

    private static <T> T answering(Class<T> type, Map<String, Object> answers) {
        InvocationHandler handler = (self, method, arguments) -> answers.get(method.getName());
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Test
    void trustsNoAddressThatIsNone() {
        assertThat(SOME.isSecure(from(InetSocketAddress.createUnresolved("10.1.2.3", 1), "https")))
                .isFalse();
        assertThat(SOME.isSecure(from(UnixDomainSocketAddress.of("/10.1.2.3"), "https"))).isFalse();
    }

    @Test
    void trustsNobodyWithoutASetting() throws UnknownHostException {
        assertThat(new TrustedGateways(List.of()).isSecure(from("127.0.0.1", "https"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway.example", "10.0.0.0/33", "10.0.0.0/x", "1.2.3.400", "*"})
    void saysWhatIsNoAddress(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrustedGateways(List.of(text)))
                .withMessageContaining("--trusted-gateways")
                .withMessageContaining(text);
    }
}
