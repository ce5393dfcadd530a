package io.zoetrope.query.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
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
        "gateway.example, false",
        "'', false"
    })
    void trustsThoseThatAreNamed(String remote, boolean trusted) {
        assertThat(SOME.trusts(remote)).isEqualTo(trusted);
    }

    @Test
    void trustsNobodyWithoutASetting() {
        assertThat(new TrustedGateways(List.of()).trusts("127.0.0.1")).isFalse();
        assertThat(SOME.trusts(null)).isFalse();
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
