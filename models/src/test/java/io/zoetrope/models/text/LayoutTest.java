package io.zoetrope.models.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private static Layout.Piece piece(String text, float left, float y, float width, float height) {
        return turned(text, left + width / 2, y, width, height, 0);
    }

    private static Layout.Piece turned(
            String text, float x, float y, float width, float height, float angle) {
        return new Layout.Piece(new TextRegion(x, y, width, height, angle, 0.9f), text, 0.9f);
    }

    private static List<String> texts(Layout.Piece... pieces) {
        List<Layout.Piece> all = new ArrayList<>(List.of(pieces));
        List<String> one = texts(all);
        Collections.reverse(all);
        assertThat(texts(all)).as("in another order").isEqualTo(one);
        return one;
    }

    private static List<String> texts(List<Layout.Piece> pieces) {
        return Layout.blocks(pieces, 400, 300).stream().map(TextBlock::text).toList();
    }

    @Test
    void wordsBesideEachOtherAreALine() {
        assertThat(texts(piece("world", 110, 51, 90, 20), piece("hello", 10, 50, 80, 20)))
                .containsExactly("hello world");
    }

    @Test
    void farApartOrUnlikeInHeightAreTwo() {
        assertThat(texts(piece("left", 10, 50, 60, 20), piece("right", 300, 50, 60, 20)))
                .containsExactly("left", "right");
        assertThat(texts(piece("BIG", 10, 50, 60, 60), piece("small", 80, 50, 60, 20)))
                .containsExactly("BIG", "small");
    }

    @Test
    void linesBelowEachOtherAreABlock() {
        assertThat(
                        texts(
                                piece("one", 10, 20, 60, 20),
                                piece("two", 20, 50, 60, 20),
                                piece("three", 10, 200, 60, 20)))
                .containsExactly("one\ntwo", "three");
    }

    @Test
    void columnsStayApart() {
        assertThat(
                        texts(
                                piece("a1", 10, 20, 80, 20),
                                piece("b1", 200, 20, 80, 20),
                                piece("a2", 10, 45, 80, 20),
                                piece("b2", 200, 45, 80, 20)))
                .containsExactly("a1\na2", "b1\nb2");
    }

    @Test
    void whatLeansStaysAlone() {
        assertThat(
                        texts(
                                turned("up", 100, 100, 80, 20, 0.5f),
                                turned("hill", 190, 100, 80, 20, 0.5f)))
                .containsExactlyInAnyOrder("up", "hill");
    }

    @Test
    void boxesAndConfidenceAreThoseOfTheParts() {
        List<TextBlock> blocks =
                Layout.blocks(
                        List.of(
                                piece("ab", 40, 30, 40, 20),
                                new Layout.Piece(
                                        new TextRegion(120, 30, 40, 20, 0, 0.9f), "abcdef", 0.5f)),
                        400,
                        300);
        TextLine line = blocks.get(0).lines().get(0);
        assertThat(line.text()).isEqualTo("ab abcdef");
        assertThat(line.confidence()).isCloseTo((2 * 0.9f + 6 * 0.5f) / 8, within(1e-5f));
        assertThat(line.box().x0()).isCloseTo(0.1f, within(1e-6f));
        assertThat(line.box().x1()).isCloseTo(0.35f, within(1e-6f));
        assertThat(blocks.get(0).box()).isEqualTo(line.box());
        assertThat(Layout.blocks(List.of(), 1, 1)).isEmpty();
    }
}
