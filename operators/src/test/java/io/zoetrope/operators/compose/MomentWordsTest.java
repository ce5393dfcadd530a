package io.zoetrope.operators.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.LineSource;
import io.zoetrope.domain.Vector;
import io.zoetrope.media.PictureQuality;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.operators.observe.Observation;
import io.zoetrope.operators.observe.ObservedFrame;
import io.zoetrope.operators.observe.SaidLine;
import io.zoetrope.operators.text.SeenText;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MomentWordsTest {
    private MomentWords words = new MomentWords(HeldWords.NONE);

    @Test
    void aMomentHasTheLinesThatOverlapIt() {
        say(0, 3, "One.");
        say(2, 6, "Two.");
        say(6, 8, "Three.");

        assertThat(words.dialogue(0, 2)).isEqualTo("One.");
        assertThat(words.dialogue(2, 6)).isEqualTo("One. Two.");
        assertThat(words.dialogue(5, 7)).isEqualTo("Two. Three.");
        assertThat(words.dialogue(8, 9)).isEmpty();
    }

    @Test
    void whatTwoSourcesSayIsSaidOnce() {
        say(0, 3, "One.");
        say(0, 3, "One.");

        assertThat(words.dialogue(0, 2)).isEqualTo("One.");
    }

    @Test
    void whatAFrameShowsIsThereUntilTheNextOneOrTheNextShot() {
        show(0, "TITLE");
        show(10, "TITLE", "1979");
        words.hide(14);
        show(16, "EXIT");

        assertThat(words.screenText(3, 5)).isEqualTo("TITLE");
        assertThat(words.screenText(5, 11)).isEqualTo("TITLE 1979");
        assertThat(words.screenText(14, 16)).isEmpty();
        assertThat(words.screenText(20, 30)).isEqualTo("EXIT");
    }

    @Test
    void aFrameThatNobodyReadHidesNothing() {
        show(0, "TITLE");
        words.show(new ObservedFrame(1, Map.of(), ""));

        assertThat(words.screenText(1, 2)).isEqualTo("TITLE");
    }

    @Test
    void itIsTheSameIfTheStateIsPutBackAfterEveryStep() {
        for (int second = 0; second < 20; second++) {
            say(second, second + 2, "line " + second);
            show(second, "sign " + second / 3);
            words = new MomentWords(words.state());
        }
        RunFrame frame = new RunFrame(15, new Vector(null), "", PictureQuality.UNKNOWN);
        words = new MomentWords(words.state(from(15, List.of(frame))));

        assertThat(words.dialogue(15, 17)).isEqualTo("line 14 line 15 line 16");
        assertThat(words.screenText(15, 17)).isEqualTo("sign 5");
        assertThat(words.dialogue(0, 14)).isEmpty();
        assertThat(words.state(from(19, List.of())).said()).as("no moment is open").hasSize(6);
    }

    @Test
    void whatIsHeldAndWhatAMomentHasIsBounded() {
        String text = "x".repeat(1999);
        say(0, 1, text + "\uD83D\uDE00");
        assertThat(words.dialogue(0, 1)).isEqualTo(text);

        for (int i = 0; i < 5000; i++) {
            say(0, 10, "line " + i);
            show(i, "sign " + i);
        }
        assertThat(words.state().said()).hasSize(MomentWords.MOST);
        assertThat(words.state().shown()).hasSize(MomentWords.MOST);
        assertThat(words.dialogue(0, 10)).startsWith("line 4700 ");
    }

    /** Moments of a step are composed once all of it is known. */
    @Test
    void manyWordsOfOneStepDoNotPushOutThoseOfItsBeginning() {
        show(0, page("first"));
        for (int second = 3; second < 8; second++) {
            show(second, page("page " + second));
        }

        assertThat(words.screenText(0, 3)).startsWith("first 0 first 1 ");
        assertThat(words.state().shown()).hasSize(MomentWords.MOST);
        assertThat(words.screenText(7, 8)).startsWith("page 7 0 ");
    }

    @Test
    void aPageThatStaysIsHeldOnce() {
        for (int second = 0; second < 20; second++) {
            show(second, page("same"));
            words = new MomentWords(words.state());
        }
        assertThat(words.state().shown()).hasSize(100);
        assertThat(words.screenText(0, 1)).isEqualTo(words.screenText(30, 31)).contains("same 99");

        show(20, "other");
        show(21, "same 5");
        assertThat(words.screenText(20, 21)).as("it came back").isEqualTo("other");
        assertThat(words.screenText(21, 22)).isEqualTo("same 5");
    }

    private static String[] page(String name) {
        return IntStream.range(0, 100).mapToObj(i -> name + " " + i).toArray(String[]::new);
    }

    private static Composition from(long startUs, List<RunFrame> frames) {
        return new Composition(0, startUs, frames, List.of(), List.of(), 0, List.of());
    }

    private void say(long startUs, long endUs, String text) {
        words.say(new SaidLine(startUs, endUs, text, "", "", LineSource.SIDECAR, null));
    }

    private void show(long us, String... texts) {
        Box box = new Box(0, 0, 1, 1);
        List<SeenText> seen = Stream.of(texts).map(text -> SeenText.of(text, 1, box)).toList();
        Observation read = Observation.ofTexts(seen, 0);
        words.show(new ObservedFrame(us, Map.of(Analysers.TEXT, read), ""));
    }
}
