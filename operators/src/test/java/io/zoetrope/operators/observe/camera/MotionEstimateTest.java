package io.zoetrope.operators.observe.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.operators.observe.LargePicture;
import io.zoetrope.operators.observe.SeenMotion;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures of a drawn plain, before and after a known motion. */
class MotionEstimateTest {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;

    private final Plain plain = new Plain(new Random(11));

    @ParameterizedTest
    @CsvSource({
        "0, 0, 1, 0",
        "3, -2, 1, 0",
        "40.5, 10.25, 1, 0",
        "-130, 60, 1, 0",
        "0, 0, 1.04, 0",
        "6, 2, .97, 0",
        "0, 0, 1, .03",
        "-35, 8, 1.02, -.02"
    })
    void shiftZoomAndTurnAreFound(double dx, double dy, double zoom, double turn) {
        Motion motion = new Motion(dx, dy, zoom, turn);
        SeenMotion seen = between(new Motion(0, 0, 1, 0), motion, false);

        assertThat(seen.isKnown()).isTrue();
        for (double u : new double[] {.1, .5, .9}) {
            for (double v : new double[] {.1, .5, .9}) {
                assertThat(seen.xx() * u + seen.xy() * v + seen.dx())
                        .isBetween(motion.u(u, v) - .003, motion.u(u, v) + .003);
                assertThat(seen.yx() * u + seen.yy() * v + seen.dy())
                        .isBetween(motion.v(u, v) - .004, motion.v(u, v) + .004);
            }
        }
    }

    /** Somebody who fills a quarter of the picture walks through a panning one. */
    @Test
    void whatMovesByItselfIsNotTheCamera() {
        SeenMotion seen = between(new Motion(0, 0, 1, 0), new Motion(25, 0, 1, 0), true);

        assertThat(seen.dx()).isBetween(.036f, .042f);
        assertThat(seen.xx()).isBetween(.995f, 1.005f);
    }

    @Test
    void whereNothingIsToBeSeenNothingIsSaid() {
        byte[] grey = new byte[WIDTH * HEIGHT * 3];
        LumaPicture plainGrey = LumaPicture.of(new LargePicture(WIDTH, HEIGHT, grey));
        LumaPicture something = picture(new Motion(0, 0, 1, 0), false);
        LumaPicture other = LumaPicture.of(new LargePicture(2, 2, new byte[12]));

        assertThat(MotionEstimate.between(plainGrey, plainGrey)).isEqualTo(SeenMotion.UNKNOWN);
        assertThat(MotionEstimate.between(something, other)).isEqualTo(SeenMotion.UNKNOWN);
        assertThat(MotionEstimate.between(other, other)).isEqualTo(SeenMotion.UNKNOWN);
    }

    /** At a cut every block goes somewhere else. */
    @Test
    void anotherPictureIsNoMotion() {
        LumaPicture one = picture(new Motion(0, 0, 1, 0), false);
        Plain elsewhere = new Plain(new Random(12));
        LumaPicture other = picture(elsewhere, new Motion(0, 0, 1, 0), false);

        assertThat(MotionEstimate.between(one, other)).isEqualTo(SeenMotion.UNKNOWN);
    }

    /** Pixels of {@value #WIDTH} by {@value #HEIGHT}; zoom and turn about the middle. */
    private record Motion(double dx, double dy, double zoom, double turn) {
        double u(double u, double v) {
            double x = (u - .5) * WIDTH;
            double y = (v - .5) * HEIGHT;
            return .5 + (zoom * x - turn * y + dx) / WIDTH;
        }

        double v(double u, double v) {
            double x = (u - .5) * WIDTH;
            double y = (v - .5) * HEIGHT;
            return .5 + (turn * x + zoom * y + dy) / HEIGHT;
        }

        /** Where a point of the picture was before, pixels from the middle. */
        double[] before(double x, double y) {
            double whole = zoom * zoom + turn * turn;
            double ax = x - dx;
            double ay = y - dy;
            return new double[] {(zoom * ax + turn * ay) / whole, (zoom * ay - turn * ax) / whole};
        }
    }

    /** Waves of all lengths and directions. */
    private static final class Plain {
        private static final int WAVES = 40;
        private final double[][] waves = new double[WAVES][4];

        private Plain(Random random) {
            for (double[] wave : waves) {
                double length = 12 + 160 * random.nextDouble();
                double angle = 2 * Math.PI * random.nextDouble();
                wave[0] = 2 * Math.PI / length * Math.cos(angle);
                wave[1] = 2 * Math.PI / length * Math.sin(angle);
                wave[2] = 2 * Math.PI * random.nextDouble();
                wave[3] = 4 + 12 * random.nextDouble();
            }
        }

        private int light(double x, double y) {
            double sum = 128;
            for (double[] wave : waves) {
                sum += wave[3] * Math.sin(wave[0] * x + wave[1] * y + wave[2]);
            }
            return (int) Math.max(0, Math.min(255, sum));
        }
    }

    private SeenMotion between(Motion first, Motion second, boolean somebody) {
        return MotionEstimate.between(picture(first, somebody), picture(second, somebody));
    }

    private LumaPicture picture(Motion motion, boolean somebody) {
        return picture(plain, motion, somebody);
    }

    private static LumaPicture picture(Plain plain, Motion motion, boolean somebody) {
        byte[] rgb = new byte[WIDTH * HEIGHT * 3];
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            double[] was = motion.before(i % WIDTH - WIDTH / 2. + .5, i / WIDTH - HEIGHT / 2. + .5);
            int light = plain.light(was[0], was[1]);
            int left = 300 - (int) motion.dx();
            if (somebody && i % WIDTH > left && i % WIDTH < left + 160 && i / WIDTH > 30) {
                light = (i % WIDTH - left) / 10 % 2 * 120 + i / WIDTH % 40 * 3;
            }
            for (int c = 0; c < 3; c++) {
                rgb[3 * i + c] = (byte) light;
            }
        }
        return LumaPicture.of(new LargePicture(WIDTH, HEIGHT, rgb));
    }
}
