package io.zoetrope.models.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.zoetrope.models.packages.manifest.TextRegions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegionFinderTest {
    private static final int WIDTH = 160;
    private static final int HEIGHT = 96;
    private static final TextRegions AS_THEY_ARE = new TextRegions(32, 0.3f, 0.6f, 0, 3, 100);

    private final float[] map = new float[WIDTH * HEIGHT];

    private void put(double x, double y, double width, double height, double angle, float value) {
        for (int i = 0; i < map.length; i++) {
            double dx = i % WIDTH + 0.5 - x;
            double dy = i / WIDTH + 0.5 - y;
            double u = dx * Math.cos(angle) + dy * Math.sin(angle);
            double v = dy * Math.cos(angle) - dx * Math.sin(angle);
            if (Math.abs(u) < width / 2 && Math.abs(v) < height / 2) {
                map[i] = value;
            }
        }
    }

    private List<TextRegion> find(TextRegions rule) {
        return new RegionFinder(rule).find(map, WIDTH, HEIGHT, WIDTH, HEIGHT).regions();
    }

    @Test
    void aLevelRectangleIsFoundToThePixel() {
        put(80, 48, 60, 10, 0, 0.9f);
        assertThat(find(AS_THEY_ARE))
                .singleElement()
                .satisfies(
                        r -> {
                            assertThat(r.x()).isEqualTo(80);
                            assertThat(r.y()).isEqualTo(48);
                            assertThat(r.width()).isEqualTo(60);
                            assertThat(r.height()).isEqualTo(10);
                            assertThat(r.isLevel()).isTrue();
                            assertThat(r.isTall()).isFalse();
                            assertThat(r.score()).isCloseTo(0.9f, within(1e-5f));
                        });
    }

    @ParameterizedTest
    @ValueSource(ints = {-40, -20, 10, 30, 44})
    void aTurnedRectangleKeepsItsAngle(int degrees) {
        put(80, 48, 70, 14, Math.toRadians(degrees), 0.9f);
        TextRegion found = find(AS_THEY_ARE).get(0);
        assertThat(Math.toDegrees(found.angle())).isCloseTo(degrees, within(2.0));
        assertThat(found.width()).isCloseTo(70, within(2.5f));
        assertThat(found.height()).isCloseTo(14, within(2.5f));
        assertThat(found.x()).isCloseTo(80, within(0.7f));
        assertThat(found.y()).isCloseTo(48, within(0.7f));
    }

    @Test
    void aColumnIsTallAndReadsDownwards() {
        put(80, 48, 10, 60, 0, 0.9f);
        TextRegion found = find(AS_THEY_ARE).get(0);
        assertThat(found.isTall()).isTrue();
        assertThat(found.turned().width()).isEqualTo(60);
        assertThat(found.turned().angle()).isCloseTo((float) (Math.PI / 2), within(1e-5f));
        assertThat(found.turned().box(WIDTH, HEIGHT).y1()).isCloseTo(78f / 96, within(1e-5f));
    }

    @Test
    void growsByAreaOverCircumferenceAndScales() {
        put(80, 48, 60, 20, 0, 0.9f);
        TextRegions rule = new TextRegions(32, 0.3f, 0.6f, 1.5f, 3, 100);
        TextRegion found =
                new RegionFinder(rule).find(map, WIDTH, HEIGHT, 320, 96).regions().get(0);
        // 60 * 20 * 1.5 / 160 = 11.25 pixels at each side; twice as wide a picture.
        assertThat(found.width()).isCloseTo(2 * 82.5f, within(1e-3f));
        assertThat(found.height()).isCloseTo(42.5f, within(1e-3f));
        assertThat(found.x()).isCloseTo(160, within(1e-3f));
    }

    @ParameterizedTest
    @CsvSource({
        "weak,  60, 10, 0.5",
        "thin,  60, 2,  0.9",
        "speck, 2,  2,  0.9",
        "below, 60, 10, 0.2"
    })
    void whatIsWeakOrSmallIsDropped(String what, double width, double height, float value) {
        put(80, 48, width, height, 0, value);
        assertThat(find(AS_THEY_ARE)).as(what).isEmpty();
    }

    @Test
    void partsThatDoNotTouchAreApartAndTheSurestIsFirst() {
        put(40, 20, 60, 10, 0, 0.7f);
        put(40, 34, 60, 10, 0, 0.9f);
        put(130, 20, 40, 10, 0, 0.8f);
        assertThat(find(AS_THEY_ARE))
                .extracting(r -> Math.round(r.score() * 10))
                .containsExactly(9, 8, 7);
    }

    @Test
    void moreThanTheMostAreCounted() {
        for (int x = 4; x < WIDTH; x += 8) {
            for (int y = 4; y < HEIGHT; y += 8) {
                put(x, y, 5, 5, 0, 0.9f);
            }
        }
        RegionFinder.Found found =
                new RegionFinder(AS_THEY_ARE).find(map, WIDTH, HEIGHT, WIDTH, HEIGHT);
        assertThat(found.regions()).hasSize(100);
        assertThat(found.dropped()).isEqualTo(20 * 12 - 100);
    }

    @Test
    void whatIsNoNumberIsNoText() {
        Arrays.fill(map, Float.NaN);
        assertThat(find(AS_THEY_ARE)).isEmpty();
    }

    @Test
    void aMapThatIsAllTextIsOneRegion() {
        Arrays.fill(map, 1);
        assertThat(find(AS_THEY_ARE))
                .singleElement()
                .satisfies(r -> assertThat(r.box(WIDTH, HEIGHT).x1()).isEqualTo(1));
    }

    @Test
    void oneLongSnakeIsFollowedWithoutDeepCalls() {
        for (int y = 0; y < HEIGHT; y += 2) {
            Arrays.fill(map, y * WIDTH, (y + 1) * WIDTH, 0.9f);
            int end = y % 4 == 0 ? WIDTH - 1 : 0;
            if (y + 1 < HEIGHT) {
                map[(y + 1) * WIDTH + end] = 0.9f;
            }
        }
        assertThat(find(AS_THEY_ARE)).hasSize(1);
    }
}
