package io.zoetrope.models.runtime.speech;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.models.packages.ModelPackage;
import io.zoetrope.models.runtime.TinyModels;
import io.zoetrope.models.runtime.onnx.RuntimeOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A recogniser of random weights, exported with and without a cache as Whisper is: whatever it
 * says, the rules hold.
 */
class RandomSpeechTest {
    private static final int PIECES = 40;
    private static final int MAX_SAMPLES = 3200;

    @TempDir Path folder;

    @Test
    void linesAreInOrderAndInsideOfTheirPiece() {
        try (SpeechRecognizer recognizer = open(TinyModels.randomSpeech(folder, 3))) {
            List<float[]> pieces = pieces();
            List<Transcript> transcripts = recognizer.transcribe(pieces);

            assertThat(transcripts).hasSize(PIECES);
            assertThat(transcripts).anyMatch(t -> t.lines().size() > 1);
            for (int i = 0; i < PIECES; i++) {
                long pieceUs = pieces.get(i).length * 1_000_000L / 16_000;
                long lastUs = 0;
                for (TranscriptLine line : transcripts.get(i).lines()) {
                    assertThat(line.startUs()).isGreaterThanOrEqualTo(lastUs);
                    assertThat(line.endUs()).isGreaterThanOrEqualTo(line.startUs());
                    assertThat(line.endUs()).isLessThanOrEqualTo(pieceUs);
                    assertThat(line.text()).isNotBlank().matches("(a|red|car|boat| )+");
                    lastUs = line.endUs();
                }
                assertThat(transcripts.get(i).text().split(" ").length).isLessThanOrEqualTo(12);
                assertThat(transcripts.get(i).language()).isEqualTo("en");
            }
        }
    }

    @Test
    void aBatchSaysWhatEachPieceSaysAlone() {
        List<float[]> pieces = pieces();
        try (SpeechRecognizer batched = open(TinyModels.randomSpeech(folder.resolve("b"), 8));
                SpeechRecognizer alone = open(TinyModels.randomSpeech(folder.resolve("a"), 1))) {
            assertThat(batched.maxBatch()).isEqualTo(8);
            assertThat(batched.transcribe(pieces)).isEqualTo(alone.transcribe(pieces));
        }
    }

    @Test
    void aCacheChangesNothing() {
        List<float[]> pieces = pieces();
        try (SpeechRecognizer cached = open(TinyModels.randomCachedSpeech(folder));
                SpeechRecognizer plain = open(TinyModels.randomSpeech(folder, 8))) {
            assertThat(cached.transcribe(pieces)).isEqualTo(plain.transcribe(pieces));
        }
    }

    private static SpeechRecognizer open(ModelPackage model) {
        return SpeechRecognizer.open(model, RuntimeOptions.CPU);
    }

    private static List<float[]> pieces() {
        Random random = new Random(3);
        return IntStream.range(0, PIECES)
                .mapToObj(
                        i -> {
                            float[] piece = new float[1 + random.nextInt(MAX_SAMPLES)];
                            double pitch = 0.01 + random.nextDouble();
                            for (int t = 0; t < piece.length; t++) {
                                piece[t] = (float) (Math.sin(t * pitch) * random.nextDouble());
                            }
                            return piece;
                        })
                .toList();
    }
}
