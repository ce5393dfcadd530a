package io.zoetrope.query.nearness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CertaintyTest {
    @Test
    void growsFromNoneToSureWithHalfInBetween() {
        Certainty certainty = new Certainty(3.5, 2);
        assertThat(certainty.of(3.5)).isCloseTo(0.5, within(1e-12));
        assertThat(certainty.of(-1e9)).isZero();
        assertThat(certainty.of(1e9)).isEqualTo(1);
        assertThat(certainty.of(4)).isGreaterThan(certainty.of(3));
    }

    @Test
    void aHubStandsOutLess() {
        Standing usual = new Standing(0.1, 0.1);
        Standing hub = new Standing(0.4, 0.1);
        assertThat(usual.outstanding(0.5)).isCloseTo(4, within(1e-9));
        assertThat(hub.outstanding(0.5)).isCloseTo(1, within(1e-9));
    }

    @Test
    void whatIsEquallyNearToAllDoesNotStandOutForNothing() {
        assertThat(new Standing(0.3, 0).outstanding(0.31)).isLessThan(1);
    }

    @Test
    void aLineOverCosinesIsBounded() {
        Confidence confidence = new Confidence(0.2, 0.8, 0.9);
        assertThat(confidence.of(-1)).isZero();
        assertThat(confidence.of(0.5)).isCloseTo(0.45, within(1e-9));
        assertThat(confidence.of(1)).isEqualTo(0.9);
    }
}
