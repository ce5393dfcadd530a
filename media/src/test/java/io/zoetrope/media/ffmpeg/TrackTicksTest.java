package io.zoetrope.media.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Rational;
import io.zoetrope.media.ffmpeg.demux.Orientation;
import io.zoetrope.media.ffmpeg.demux.VideoTrack;
import io.zoetrope.media.ffmpeg.segment.TrackTicks;
import java.math.BigInteger;
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

    /** Whatever a file says, times are in order and none turns round. */
    @ParameterizedTest
    @CsvSource({"1, 1", "1, 25", "1001, 30000", "1, 2147483647", "2147483647, 1", "2147483647, 3"})
    void noTimeIsSoFarThatItTurnsRound(int numerator, int denominator) {
        VideoTrack track = track(numerator, denominator);
        long before = track.us(Long.MIN_VALUE);
        assertThat(before).isGreaterThanOrEqualTo(-VideoTrack.FAR_US);
        for (int bits = 62; bits >= 0; bits--) {
            assertThat(track.us(-(1L << bits))).isGreaterThanOrEqualTo(before);
            before = track.us(-(1L << bits));
        }
        assertThat(before).isNegative();
        assertThat(track.us(0)).isZero();
        before = 0;
        for (int bits = 0; bits < 63; bits++) {
            BigInteger exact =
                    BigInteger.ONE
                            .shiftLeft(bits)
                            .multiply(BigInteger.valueOf(numerator * 1_000_000L))
                            .divide(BigInteger.valueOf(denominator));
            long expected = exact.min(BigInteger.valueOf(VideoTrack.FAR_US)).longValueExact();
            assertThat(track.us(1L << bits)).isGreaterThanOrEqualTo(before);
            // Near that end, where no time is one, it may be cut off a little earlier.
            if (expected < VideoTrack.FAR_US / 2) {
                assertThat(track.us(1L << bits)).isEqualTo(expected);
            }
            before = track.us(1L << bits);
        }
        assertThat(track.us(Long.MAX_VALUE)).isBetween(before, VideoTrack.FAR_US);
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
