package io.zoetrope.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TenantSharesTest {
    @Test
    void aTenantHasAQuarterAndGetsBackWhatItGave() {
        TenantShares shares = new TenantShares(8);
        assertThat(shares.take("a")).isTrue();
        assertThat(shares.take("a")).isTrue();
        assertThat(shares.take("a")).isFalse();
        assertThat(shares.take("b")).isTrue();
        shares.giveBack("a");
        assertThat(shares.take("a")).isTrue();
        assertThat(shares.take("a")).isFalse();
    }
}
