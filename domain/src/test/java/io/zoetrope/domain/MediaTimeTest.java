package io.zoetrope.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MediaTimeTest {
    @Test
    void aPlayerSentThereShowsThePictureThatBeginsThen() {
        assertThat(MediaTime.ms(0)).isZero();
        assertThat(MediaTime.ms(40_000)).isEqualTo(40);
        assertThat(MediaTime.ms(1_041_666)).isEqualTo(1042);
        assertThat(MediaTime.ms(-1_500)).isEqualTo(-1);
    }
}
