package io.zoetrope.models.runtime.speech;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.models.packages.manifest.DecodingRule;
import io.zoetrope.models.packages.manifest.SpeechRule;
import io.zoetrope.models.runtime.TinyModels;
import io.zoetrope.models.tokenize.Tokenizers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens 4 to 7 are the words a, red, car and boat; 10 is the timestamp of the beginning. */
class SpokenLinesTest {
    private static final int END = 3;
    private static final int FIRST = 10;
    private static final long PIECE_US = 1_000_000;

    @TempDir Path folder;

    @Test
    void aLineEndsWithItsTimestampOrThePiece() {
        assertThat(read(time(0), 4, 5, time(20), END))
                .isEqualTo(Transcript.whole("en", List.of(line(0, 400, "a red"))));
        assertThat(read(time(0), 4, time(10), time(15), 5, END))
                .isEqualTo(
                        Transcript.whole("en", List.of(line(0, 200, "a"), line(300, 1000, "red"))));
    }

    /** The second of a pair of timestamps begins a line that is not written any more. */
    @Test
    void aTextThatEndsWithAPairGoesOnFromThere() {
        assertThat(read(time(0), 4, time(10), time(12), END))
                .isEqualTo(Transcript.whole("en", List.of(line(0, 200, "a"))).upTo(240_000));
    }

    @Test
    void aLineThatTheMostTokensCutOffIsLeftForTheNextTime() {
        Transcript cut = read(time(0), 4, time(10), time(12), 5);
        assertThat(cut.lines()).containsExactly(line(0, 200, "a"));
        assertThat(cut.restUs()).isEqualTo(240_000);
        assertThat(cut.open())
                .as("for whoever does not ask again")
                .containsExactly(line(240, 640, "red"));
        assertThat(read(time(0), 4, time(10)))
                .isEqualTo(Transcript.whole("en", List.of(line(0, 200, "a"))).upTo(200_000));
        assertThat(read(time(0), 4, 5)).as("the first").isEqualTo(whole(line(0, 1000, "a red")));
    }

    @Test
    void aRepetitionThatIsCutOffDoesNotLastToTheEndOfItsPiece() {
        int[] over = new int[14];
        over[0] = time(0);
        Arrays.fill(over, 1, over.length, 5);
        assertThat(read(over)).as("nothing else").isEqualTo(whole());

        over[1] = 4;
        assertThat(read(over)).isEqualTo(whole(line(0, 800, "a red")));
    }

    private Transcript read(int... tokens) {
        SpeechRule rule = new SpeechRule("en", Map.of(), List.of(), FIRST, 0, List.of());
        SpokenTokens text =
                new SpokenTokens(new DecodingRule(List.of(1), END, List.of(0), 100, rule));
        for (int token : tokens) {
            float[] logits = new float[80];
            logits[token] = 10;
            text.choose(logits);
        }
        return SpokenLines.read(
                text, rule, Tokenizers.open(TinyModels.randomSpeech(folder, 1)), PIECE_US);
    }

    private static Transcript whole(TranscriptLine... lines) {
        return Transcript.whole("en", List.of(lines));
    }

    /** In steps of 20 ms. */
    private static int time(int steps) {
        return FIRST + steps;
    }

    private static TranscriptLine line(long startMs, long endMs, String text) {
        return new TranscriptLine(startMs * 1000, endMs * 1000, text);
    }
}
