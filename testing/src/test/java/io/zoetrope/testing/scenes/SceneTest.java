package io.zoetrope.testing.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SceneTest {
    private static final int WIDTH = 160;
    private static final int HEIGHT = 90;

    @Test
    void captionNamesWhatIsThere() {
        Scene scene = new SceneDealer(1).of(Colour.RED, Kind.CAR, Backdrop.NIGHT);
        assertThat(scene.caption()).isEqualTo("a red car at night");
        Scene signs =
                new SceneDealer(1).of(Colour.ORANGE, Kind.STAR, Backdrop.STRIPES, Colour.BLUE);
        assertThat(signs.caption()).isEqualTo("an orange star on a blue striped background");
    }

    @Test
    void sameSeedDealsTheSame() {
        assertThat(deal(7, 20)).isEqualTo(deal(7, 20)).isNotEqualTo(deal(8, 20));
    }

    @Test
    void everyBackdropIsDealt() {
        Set<Backdrop> seen = EnumSet.noneOf(Backdrop.class);
        deal(3, 200).forEach(scene -> seen.add(scene.backdrop()));
        assertThat(seen).containsExactlyInAnyOrder(Backdrop.values());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void thingShowsInItsColour(Kind kind) {
        Scene scene = new SceneDealer(5).of(Colour.RED, kind, Backdrop.PLAIN, Colour.WHITE);
        int red = 0;
        for (int pixel : pixels(scene, 0)) {
            int r = pixel >> 16 & 0xff;
            int g = pixel >> 8 & 0xff;
            if (r > 120 && g < 90) {
                red++;
            }
        }
        assertThat(red).isGreaterThan(WIDTH * HEIGHT / 200).isLessThan(WIDTH * HEIGHT / 2);
    }

    @ParameterizedTest
    @EnumSource(Backdrop.class)
    void backdropIsNearItsMeanColour(Backdrop backdrop) {
        Colour colour = backdrop.coloured() ? Colour.GREEN : null;
        int[] pixels = pixels(new Scene(backdrop, colour, List.of(), 11), 0);
        double red = Arrays.stream(pixels).mapToDouble(p -> p >> 16 & 0xff).average().orElseThrow();
        double green =
                Arrays.stream(pixels).mapToDouble(p -> p >> 8 & 0xff).average().orElseThrow();
        double blue = Arrays.stream(pixels).mapToDouble(p -> p & 0xff).average().orElseThrow();
        double allowed = backdrop.coloured() || backdrop == Backdrop.ROAD ? 280 : 140;
        assertThat(new Rgb(red, green, blue).distance(backdrop.mean(colour))).isLessThan(allowed);
    }

    @Test
    void thingsMoveAndStayInside() {
        Thing thing = new Thing(Kind.STAR, Colour.RED, 0.5, 0.5, 0.2, 0.3, 0.2, 0, 1, 1);
        double aspect = (double) WIDTH / HEIGHT;
        for (double t = 0; t < 60; t += 0.1) {
            assertThat(thing.xAt(t, aspect)).isBetween(0.1, 0.9);
            assertThat(thing.yAt(t)).isBetween(0.17, 0.83);
        }
        Scene scene = new Scene(Backdrop.NIGHT, null, List.of(thing), 3);
        assertThat(pixels(scene, 0)).isNotEqualTo(pixels(scene, 1));
    }

    private static List<Scene> deal(long seed, int count) {
        SceneDealer dealer = new SceneDealer(seed);
        List<Scene> scenes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            scenes.add(dealer.any());
        }
        return scenes;
    }

    private static int[] pixels(Scene scene, double seconds) {
        BufferedImage canvas = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        new ScenePainter(scene).paint(canvas, 0, seconds);
        return canvas.getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH);
    }
}
