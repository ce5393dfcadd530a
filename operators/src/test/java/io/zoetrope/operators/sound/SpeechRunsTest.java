package io.zoetrope.operators.sound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Pieces of 1,600 samples: a tenth of a second. */
class SpeechRunsTest {
    private static final int PIECE = 1_600;

    private final SpeechRuns runs = new SpeechRuns(0, PIECE);

    @Test
    void speechBeginsAboveOneThresholdAndGoesOnAboveALower() {
        say(10, 0.4f);
        say(5, 0.6f);
        say(5, 0.4f);
        say(5, 0.3f);

        assertThat(runs.end()).containsExactly(run(9, 21));
    }

    @Test
    void aShortGapIsNoPause() {
        say(5, 0.9f);
        say(2, 0);
        assertThat(runs.speaking()).isTrue();
        say(5, 0.9f);
        say(3, 0);
        assertThat(runs.speaking()).isFalse();
        say(5, 0.9f);

        assertThat(runs.end()).containsExactly(run(-1, 13), run(14, 21));
    }

    @Test
    void aClickIsNoSpeech() {
        say(5, 0);
        say(2, 0.9f);
        say(5, 0);

        assertThat(runs.end()).isEmpty();
    }

    @Test
    void whatDoesNotPauseIsCutAtTheSameTimesWhereverOneBeginsToListen() {
        SpeechRuns later = new SpeechRuns(200L * PIECE, PIECE);
        say(1_000, 0.9f);
        for (int i = 200; i < 1_000; i++) {
            later.add(0.9f);
        }

        List<SpeechRun> all = runs.end();
        assertThat(all).containsExactly(run(0, 300), run(300, 600), run(600, 900), run(900, 1001));
        assertThat(later.end()).endsWith(run(300, 600), run(600, 900), run(900, 1001));
        assertThat(all).allMatch(run -> run.length() <= 30L * SampledSound.RATE);
    }

    @Test
    void runsThatFollowCloselyAreRecognisedTogether() {
        List<SpeechRun> found = List.of(run(0, 10), run(20, 30), run(60, 70), run(80, 330));

        assertThat(SpeechPiece.join(found, 30L * SampledSound.RATE, true))
                .extracting(SpeechPiece::runs)
                .containsExactly(
                        List.of(run(0, 10), run(20, 30)), List.of(run(60, 70), run(80, 330)));
        assertThat(SpeechPiece.join(found, 30L * SampledSound.RATE, false)).hasSize(4);
        assertThat(SpeechPiece.join(List.of(), 1, true)).isEmpty();
    }

    @Test
    void aPieceKnowsWhereSomebodySpeaks() {
        SpeechPiece piece = new SpeechPiece(List.of(run(0, 10), run(20, 30)));

        assertThat(piece.from()).isZero();
        assertThat(piece.to()).isEqualTo(30L * PIECE);
        assertThat(piece.speaks(5L * PIECE, 12L * PIECE)).isTrue();
        assertThat(piece.speaks(10L * PIECE, 20L * PIECE)).isFalse();
    }

    private void say(int pieces, float speech) {
        for (int i = 0; i < pieces; i++) {
            runs.add(speech);
        }
    }

    private static SpeechRun run(long from, long to) {
        return new SpeechRun(from * PIECE, to * PIECE);
    }
}
