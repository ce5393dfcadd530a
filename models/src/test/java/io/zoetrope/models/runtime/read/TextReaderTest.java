package io.zoetrope.models.runtime.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.zoetrope.domain.Box;
import io.zoetrope.models.packages.ModelCatalog;
import io.zoetrope.models.runtime.TestingMedia;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import io.zoetrope.models.text.Page;
import io.zoetrope.models.text.PageText;
import io.zoetrope.models.text.TextBlock;
import io.zoetrope.models.text.TextLine;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bundled text detector and recogniser, on words that the test writes and on real clips. */
class TextReaderTest {
    @AutoClose private static TextReader reader;

    @BeforeAll
    static void open() {
        ModelCatalog catalog = ModelCatalog.bundled();
        reader =
                TextReader.open(
                        catalog.find(ModelCatalog.DEFAULT_TEXT_DETECTOR),
                        catalog.find(ModelCatalog.DEFAULT_TEXT_RECOGNIZER),
                        RuntimeOptions.CPU);
    }

    private static List<String> read(Page page) {
        return reader.read(List.of(page)).get(0).lines().stream().map(TextLine::text).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "Breaking News 24/7,           16",
        "Exit,                         20",
        "Platform 9,                   28",
        "Interview with John Smith,    32",
        "SALE 50% OFF,                 64",
        "STOP,                        160",
    })
    void readsLinesOfEverySize(String text, int size) {
        Page page = new TestingPages(640, 320, Color.WHITE).write(text, 20, 60 + size, size).page();
        assertThat(read(page)).containsExactly(text);
    }

    @Test
    void readsLightOnDarkAndColourOnColour() {
        Page page =
                new TestingPages(640, 360, new Color(20, 40, 90))
                        .write("Written and directed by", 60, 120, 30, Color.WHITE, 0)
                        .write("Ada Lovelace", 60, 240, 44, new Color(250, 220, 80), 0)
                        .page();
        assertThat(read(page)).containsExactly("Written and directed by", "Ada Lovelace");
    }

    @Test
    void knowsWhereItIsWritten() {
        Page page =
                new TestingPages(800, 400, Color.WHITE).write("lower third", 80, 340, 36).page();
        Box box = reader.read(List.of(page)).get(0).lines().get(0).box();
        assertThat(box.x0()).isCloseTo(0.1f, within(0.02f));
        assertThat(box.y1()).isCloseTo(0.87f, within(0.04f));
        assertThat(box.x1()).isBetween(0.28f, 0.36f);
        assertThat(box.y0()).isCloseTo(0.77f, within(0.04f));
    }

    @ParameterizedTest
    @CsvSource({"-25, 100, 300", "12, 100, 100", "30, 120, 60", "90, 300, 40"})
    void readsWhatLeansOrRunsDownwards(int degrees, int x, int y) {
        Page page =
                new TestingPages(640, 400, Color.WHITE)
                        .write("Railway station", x, y, 36, Color.BLACK, degrees)
                        .page();
        assertThat(read(page)).containsExactly("Railway station");
    }

    @Test
    void joinsLinesToBlocks() {
        Page page =
                new TestingPages(900, 500, Color.WHITE)
                        .write("The quick brown fox", 40, 80, 30)
                        .write("jumps over the lazy dog", 40, 120, 30)
                        .write("Channel Five", 640, 440, 30)
                        .page();
        assertThat(reader.read(List.of(page)).get(0).blocks())
                .extracting(TextBlock::text)
                .containsExactly("The quick brown fox\njumps over the lazy dog", "Channel Five");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 400", "400, 1", "7, 9", "3000, 40", "40, 3000", "2400, 1600"})
    void everyPictureIsTaken(int width, int height) {
        Page page = new TestingPages(width, height, Color.GRAY).page();
        assertThat(read(page)).isEmpty();
    }

    @Test
    void aPictureAnswersTheSameAmongOthers() {
        Page one = new TestingPages(640, 360, Color.WHITE).write("first", 30, 90, 40).page();
        Page two = new TestingPages(640, 360, Color.WHITE).write("second one", 90, 190, 30).page();
        Page other = new TestingPages(300, 500, Color.WHITE).write("third", 30, 90, 40).page();
        Page none = new TestingPages(64, 64, Color.WHITE).page();

        List<PageText> together = reader.read(List.of(one, other, none, two));

        assertThat(together)
                .extracting(text -> text.lines().stream().map(TextLine::text).toList())
                .containsExactly(
                        List.of("first"), List.of("third"), List.of(), List.of("second one"));
        TextLine alone = reader.read(List.of(two)).get(0).lines().get(0);
        assertThat(together.get(3).lines().get(0).confidence())
                .isCloseTo(alone.confidence(), within(1e-3f));
        assertThat(reader.read(List.of())).isEmpty();
    }

    @Test
    void aPageOfTwoThousandWordsIsBoundedAndCounted() {
        TestingPages page = new TestingPages(1900, 1900, Color.WHITE);
        for (int row = 0; row < 100; row++) {
            for (int column = 0; column < 20; column++) {
                page.write("word", 10 + column * 95, 16 + row * 19, 13);
            }
        }
        PageText text = reader.read(List.of(page.page())).get(0);
        assertThat(text.dropped()).isGreaterThan(0);
        List<TextLine> lines = new ArrayList<>(text.lines());
        assertThat(lines.size()).isBetween(1, 300);
    }

    @ParameterizedTest
    @CsvSource({"0", "X", "!?", "-"})
    void aSingleLetterOrSignIsNoText(String text) {
        Page page = new TestingPages(320, 240, Color.WHITE).write(text, 120, 150, 60).page();
        assertThat(read(page)).isEmpty();
    }

    @Test
    void spacesStayBetweenWords() {
        List<String> said =
                List.of(
                        "Interview with John Smith",
                        "MAY 4 1977 - A NEW HOPE",
                        "Speed limit 30 km/h",
                        "illicit filming willfully",
                        "Will it rain, or not?");
        TestingPages page = new TestingPages(960, 600, Color.WHITE);
        for (int i = 0; i < said.size(); i++) {
            page.write(said.get(i), 40, 80 + 110 * i, 22 + 4 * i);
        }
        assertThat(read(page.page())).containsExactlyElementsOf(said);
    }

    @Test
    void linesOfAnotherHeightAreRefused() {
        Page page = new Page(new byte[10 * 10 * 3], 10, 10);
        assertThatThrownBy(() -> reader.recognizer().read(List.of(page)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "takes lines 48 pixels high and at most 1280 wide, got 10x10");
        assertThatThrownBy(() -> new Page(new byte[5], 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "smpte-2997.mp4,                 120, 640, 480, 00:00:04;24",
        "mp4parser_foreman-hevc-384.mp4, 200, 384, 216, EMENTAL",
        "big_buck_bunny_0_30.webm,       524, 960, 540, THE PEACH OPEN MOVIE PROJECT",
    })
    void readsRealClips(String file, int frame, int width, int height, String expected) {
        byte[] rgb = TestingMedia.frame("media/videos/" + file, frame, width, height);
        assertThat(read(new Page(rgb, width, height)))
                .anySatisfy(line -> assertThat(line).contains(expected));
    }
}
