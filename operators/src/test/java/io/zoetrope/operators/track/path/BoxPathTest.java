package io.zoetrope.operators.track.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.TimedBox;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BoxPathTest {
    private static final double ROUNDING = 1e-6;

    private interface Move {
        double at(double t);
    }

    static Stream<Arguments> moves() {
        Random random = new Random(3);
        return Stream.of(
                Arguments.of("stands", 600, 1, 6, (Move) t -> .4),
                Arguments.of("goes evenly", 600, 1, 6, (Move) t -> .1 + .8 * t),
                Arguments.of("turns once", 100, 3, 3, (Move) t -> .2 + Math.min(t, 1 - t)),
                Arguments.of("jumps", 100, 4, 4, (Move) t -> t < .5 ? .2 : .7),
                Arguments.of("swings", 2_000, 20, 256, (Move) t -> .5 + .3 * Math.sin(60 * t)),
                Arguments.of("trembles a little", 600, 1, 12, (Move) t -> .4 + .002 * wave(t)),
                Arguments.of("is nowhere long", 9_000, 2, 256, (Move) t -> random.nextDouble()));
    }

    private static double wave(double t) {
        return Math.sin(977 * t);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("moves")
    void everyBoxLiesWithinTheErrorThatIsStated(
            String name, int boxes, int least, int most, Move move) {
        List<TimedBox> all = boxes(boxes, move);
        BoxPath path = BoxPath.begin();
        all.forEach(path::add);
        List<TimedBox> corners = path.finish();

        assertThat(corners).hasSizeBetween(least, most);
        assertThat(corners.get(0)).isEqualTo(all.get(0));
        assertThat(corners.get(corners.size() - 1)).isEqualTo(all.get(all.size() - 1));
        assertThat(corners).isSubsetOf(all);
        assertThat(worst(all, corners)).isLessThanOrEqualTo(path.error() + ROUNDING);
    }

    @Test
    void theErrorIsTheUsualOneUnlessThePathIsVeryLong() {
        BoxPath path = BoxPath.begin();
        boxes(1_000, t -> .5 + .3 * Math.sin(20 * t)).forEach(path::add);
        path.finish();

        assertThat(path.error()).isEqualTo(BoxPath.ERROR);
    }

    @Test
    void holdsAsMuchHoweverLongItGets() {
        Random random = new Random(5);
        BoxPath path = BoxPath.begin();
        for (TimedBox box : boxes(20_000, t -> random.nextDouble())) {
            path.add(box);
            assertThat(path.state().kept().size() + path.state().recent().size()).isLessThan(384);
        }
    }

    @Test
    void oneBoxIsAPath() {
        BoxPath path = BoxPath.begin();
        List<TimedBox> one = boxes(1, t -> .5);
        path.add(one.get(0));

        assertThat(path.finish()).isEqualTo(one);
    }

    /** Of sides that are compared with what the corners say of their time. */
    private static double worst(List<TimedBox> all, List<TimedBox> corners) {
        double worst = 0;
        int next = 0;
        for (TimedBox box : all) {
            while (corners.get(next).ptsUs() < box.ptsUs()) {
                next++;
            }
            if (!corners.get(next).equals(box)) {
                TimedBox from = corners.get(next - 1);
                worst = Math.max(worst, PathCorners.distance(box, from, corners.get(next)));
            }
        }
        return worst;
    }

    /** The sides move differently, so that each can be the one that lies farthest. */
    private static List<TimedBox> boxes(int count, Move move) {
        List<TimedBox> boxes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float x = (float) move.at(i / (double) count);
            Box box = new Box(x - .05f, .3f, x + .05f, .3f + x / 2);
            boxes.add(new TimedBox(i * 200_000L + 7 * (i % 3), box));
        }
        return boxes;
    }
}
