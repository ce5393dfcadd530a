package io.zoetrope.operators.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.Vector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTrackerTest {
    private static final Box LOW = new Box(0.2f, 0.8f, 0.8f, 0.9f);
    private static final Box HIGH = new Box(0.1f, 0.1f, 0.4f, 0.2f);

    private final TextTracker tracker =
            new TextTracker(TextTrackerRule.USUAL, TextTrackerState.EMPTY);
    private final List<TextEntry> ended = new ArrayList<>();

    private void frame(int ms, SeenText... seen) {
        ended.addAll(tracker.add(ms * 1000L, List.of(seen)));
    }

    private List<String> shown() {
        ended.addAll(tracker.finish(0));
        return ended.stream()
                .map(e -> e.startUs() / 1000 + "-" + e.endUs() / 1000 + " " + e.text())
                .toList();
    }

    private static SeenText low(String text) {
        return SeenText.of(text, 0.9f, LOW);
    }

    @Test
    void aSignThatStaysIsOneEntry() {
        for (int ms = 0; ms < 5000; ms += 1000) {
            frame(ms, low("NEWS"));
        }
        frame(5000);
        assertThat(shown()).containsExactly("0-5000 NEWS");
        assertThat(ended.get(0).frames()).isEqualTo(5);
        assertThat(ended.get(0).box()).isEqualTo(LOW);
    }

    @Test
    void theReadingOfMostFramesWinsOverTheSurestSingleOne() {
        frame(0, SeenText.of("BREAK1NG", 0.95f, LOW));
        frame(1000, SeenText.of("BREAKING", 0.8f, LOW));
        frame(2000, SeenText.of("BREAKING", 0.85f, LOW));
        assertThat(shown()).containsExactly("0-2000 BREAKING");
        assertThat(ended.get(0).confidence()).isEqualTo(0.85f);
    }

    @Test
    void subtitlesOnOnePlaceAreOneEach() {
        frame(0, low("Where were you?"));
        frame(1000, low("Where were you?"));
        frame(2000, low("At home, as always."));
        frame(3000);
        frame(9000);
        assertThat(shown())
                .containsExactly("0-2000 Where were you?", "2000-3000 At home, as always.");
    }

    @Test
    void aFrameThatMissesItDoesNotEndIt() {
        frame(0, low("EXIT"));
        frame(1000);
        frame(2000, low("EXIT"));
        frame(3000);
        frame(4500);
        frame(5500, low("EXIT"));
        assertThat(shown()).containsExactly("0-3000 EXIT", "5500-5500 EXIT");
    }

    @Test
    void aShotEndsWhatTheNextFrameDoesNotShow() {
        frame(0, low("BAKERY"), SeenText.of("LOGO", 0.9f, HIGH));
        tracker.shot(1_500_000);
        tracker.shot(1_800_000);
        frame(2000, SeenText.of("LOGO", 0.9f, HIGH));
        ended.addAll(tracker.finish(6_000_000));
        assertThat(shown()).containsExactly("0-1500 BAKERY", "0-6000 LOGO");
    }

    @Test
    void aShotThatNobodyReadEndsAll() {
        frame(0, low("BAKERY"));
        tracker.shot(1_500_000);
        ended.addAll(tracker.finish(6_000_000));
        assertThat(shown()).containsExactly("0-1500 BAKERY");
    }

    @Test
    void theVectorIsThatOfTheReadingThatWins() {
        frame(0, new SeenText("BREAK1NG", 0.95f, LOW, new Vector(new float[] {1})));
        frame(1000, new SeenText("BREAKING", 0.8f, LOW, new Vector(new float[] {2})));
        frame(2000, new SeenText("BREAKING", 0.8f, LOW, new Vector(new float[] {2})));
        frame(3000, new SeenText("BREAK1NG", 0.5f, LOW, new Vector(new float[] {1})));
        assertThat(shown()).containsExactly("0-3000 BREAKING");
        assertThat(ended.get(0).vector()).isEqualTo(new Vector(new float[] {2}));
    }

    @Test
    void twoThatReadTheSameOnTwoPlacesAreTwo() {
        SeenText other = SeenText.of("TAXI", 0.9f, HIGH);
        frame(0, low("TAXI"), other);
        frame(1000, other, low("TAXI"));
        assertThat(shown()).containsExactly("0-1000 TAXI", "0-1000 TAXI");
    }

    @Test
    void creditsThatRollAreFollowed() {
        for (int i = 0; i < 8; i++) {
            float y = 0.9f - 0.1f * i;
            frame(i * 500, SeenText.of("Directed by", 0.9f, new Box(0.4f, y, 0.6f, y + 0.04f)));
        }
        assertThat(shown()).containsExactly("0-3500 Directed by");
    }

    @Test
    void writingThatComesIntoViewIsOne() {
        frame(0, SeenText.of("WEL", 0.9f, new Box(0.7f, 0.4f, 1, 0.5f)));
        frame(500, SeenText.of("WELCOME", 0.9f, new Box(0.5f, 0.4f, 1, 0.5f)));
        frame(1000, SeenText.of("WELCOME", 0.9f, new Box(0.4f, 0.4f, 0.9f, 0.5f)));
        assertThat(shown()).containsExactly("0-1000 WELCOME");
    }

    @ParameterizedTest
    @CsvSource({
        "EXIT, exit!, 1",
        "kitten, sitting, 0.57",
        "ab, cd, 0",
        "'', '', 1",
        "…, !, 0",
        "a, '', 0",
    })
    void likenessIsThatOfTheLetters(String one, String other, float expected) {
        assertThat(Math.round(TextLikeness.of(one, other) * 100))
                .isEqualTo(Math.round(expected * 100));
    }

    @Test
    void timesThatDoNotGoOnArePassedOver() {
        frame(1000, low("ONE"));
        frame(1000, low("TWO"));
        frame(500, low("THREE"));
        assertThat(shown()).containsExactly("1000-1000 ONE");
    }

    @Test
    void moreThanTheMostAreCounted() {
        TextTrackerRule two = new TextTrackerRule(0.6f, 1_000_000, 2);
        TextTracker small = new TextTracker(two, TextTrackerState.EMPTY);
        small.add(0, Collections.nCopies(5, low("page")));
        assertThat(small.state().open()).hasSize(2);
        assertThat(small.dropped()).isEqualTo(3);
    }

    @Test
    void stateThatIsTakenOutAndPutBackChangesNothing() {
        Random random = new Random(4);
        String[] words = {"EXIT", "EX1T", "NEWS AT TEN", "NEWS AT TEM", "taxi", "Directed by"};
        TextTracker whole = new TextTracker(TextTrackerRule.USUAL, TextTrackerState.EMPTY);
        TextTracker cut = whole;
        List<TextEntry> one = new ArrayList<>();
        List<TextEntry> other = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            List<SeenText> seen = new ArrayList<>();
            for (int k = random.nextInt(4); k > 0; k--) {
                String word = words[random.nextInt(words.length)];
                Box box = random.nextBoolean() ? LOW : HIGH;
                seen.add(SeenText.of(word, random.nextFloat(), box));
            }
            if (i == 0) {
                cut = new TextTracker(TextTrackerRule.USUAL, TextTrackerState.EMPTY);
            }
            one.addAll(whole.add(i * 700_000L, seen));
            cut = new TextTracker(TextTrackerRule.USUAL, cut.state());
            other.addAll(cut.add(i * 700_000L, seen));
        }
        one.addAll(whole.finish(0));
        other.addAll(cut.finish(0));
        assertThat(other).isEqualTo(one).isNotEmpty();
        assertThat(one).allMatch(e -> e.endUs() >= e.startUs() && e.frames() > 0);
    }

    @Test
    void stateOfAnOlderVersionMayLackItsList() {
        assertThat(new TextTrackerState(null, 0, 0, 0, 0).open()).isEmpty();
    }
}
