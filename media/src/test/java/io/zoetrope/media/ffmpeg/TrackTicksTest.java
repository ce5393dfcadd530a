package io.zoetrope.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Rational;
import io.zoetrope.media.ffmpeg.demux.Orientation;
import io.zoetrope.media.ffmpeg.demux.VideoTrack;
import io.zoetrope.media.ffmpeg.segment.TrackTicks;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrackTicksTest {
    @ParameterizedTest
    @CsvSource({
        "1, 1, 1000",
        "1, 25, 1000",
        "1001, 30000, 30000",
        "1, 90000, 90000",
        "1, 1000000, 1000000",
        "1, 10000000, 1000000",
        "1, 1000000000, 1000000",
        "1, 2147483647, 1000000",
    })
    void anHourIsAnHour(int numerator, int denominator, int perSecond) {
        TrackTicks ticks = TrackTicks.of(track(numerator, denominator), 5);
        assertThat(ticks.perSecond()).isEqualTo(perSecond);
        long hour = 3600L * denominator / numerator;
        long expected = hour * numerator * (long) perSecond / denominator;
        assertThat(ticks.of(hour + 5)).isBetween(expected - 1, expected + 1);
        assertThat(ticks.of(5)).isZero();
        // The last one that begins in this microsecond.
        long last = hour + 5 + denominator / 1_000_000;
        assertThat(ticks.atUs(3_600_000_000L)).isBetween(ticks.of(hour + 4), ticks.of(last + 1));
    }

    private static VideoTrack track(int numerator, int denominator) {
        return new VideoTrack(
                0,
                new Rational(numerator, denominator),
                64,
                64,
                1,
                Orientation.UPRIGHT,
                new Rational(25, 1),
                0,
                false);
    }
}
