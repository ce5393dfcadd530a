package io.zoetrope.operators.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SequencerTest {
    /** Amazon: pad the shorter on the right. Ceph: seconds and nanoseconds, little-endian. */
    @ParameterizedTest
    @CsvSource({
        "aws:s3,   0065E2F0A1B2C3D4E5, 0065E2F0A1B2D4",
        "aws:s3,   0065E2F0A1B2C3, 0065e2f0a1b2c3d4e5",
        "minio:s3, 17A5B2C3D4E5F609, 17A5B2C3D4E5F60A",
        "ceph:s3,  F7E6D75DC742D108, F7E6D75DC842D108",
        "ceph:s3,  FFE6D75D00000000, 00E7D75D00000000",
        "ceph:s3,  F7E6D75DFF42D108, F7E6D75D0043D108",
    })
    void ordersWhatAStoreTold(String source, String earlier, String later) {
        assertThat(Sequencer.of(source, earlier))
                .hasSameSizeAs(Sequencer.of(source, later))
                .isLessThan(Sequencer.of(source, later));
    }

    @Test
    void equalValuesOfDifferentLengthAreEqual() {
        assertThat(Sequencer.of("aws:s3", "0a")).isEqualTo(Sequencer.of("aws:s3", "0A00"));
    }

    @Test
    void anythingElseOrdersNothing() {
        assertThat(Sequencer.of("aws:s3", "")).isEmpty();
        assertThat(Sequencer.of("aws:s3", "not hex")).isEmpty();
        assertThat(Sequencer.of("aws:s3", "0".repeat(65))).isEmpty();
        assertThat(Sequencer.of("aws:s3", "ı")).as("grows in upper case elsewhere").isEmpty();
    }
}
