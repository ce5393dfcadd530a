package io.zoetrope.operators.observe.analysers;

import static org.assertj.core.api.Assertions.assertThat;

import io.zoetrope.domain.LineSource;
import io.zoetrope.models.runtime.speech.Transcript;
import io.zoetrope.models.runtime.speech.TranscriptLine;
import io.zoetrope.models.runtime.speech.VoiceRequest;
import io.zoetrope.operators.observe.SaidLine;
import io.zoetrope.operators.observe.SoundInput;
import io.zoetrope.operators.observe.SoundObservation;
import io.zoetrope.operators.sound.Loudness;
import io.zoetrope.operators.sound.SampledSound;
import io.zoetrope.operators.sound.TestingSound;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is louder than -30 dBFS is somebody who speaks. */
class TranscriptionTest {
    private static final int PIECE = 512;
    private static final int LONGEST = 30 * SampledSound.RATE;

    private final List<Integer> recognised = new ArrayList<>();
    private int judged;
    private int unwritten;

    @Test
    void speechIsWrittenDownFromPauseToPause() throws Exception {
        TestingSound sound = voice(voice(new TestingSound().silence(2), 3).silence(4), 5);

        List<SaidLine> lines = listen(whole(sound), length(), false);

        assertThat(lines)
                .extracting(
                        line ->
                                Math.round(line.startUs() / 1e6)
                                        + "-"
                                        + Math.round(line.endUs() / 1e6))
                .containsExactly("2-5", "9-14");
        assertThat(lines)
                .allSatisfy(
                        line -> {
                            assertThat(line.source()).isEqualTo(LineSource.SPEECH);
                            assertThat(line.language()).isEqualTo("en");
                            assertThat(line.speaker()).isEmpty();
                        });
    }

    /** Also where a border lies in speech, in a pause, or just before speech begins. */
    @ParameterizedTest
    @CsvSource({"10000,10000", "3950,7100", "4300,2500", "30000,1000"})
    void theSameLinesHoweverTheVideoIsCut(long firstMs, long secondMs) throws Exception {
        TestingSound sound = new TestingSound();
        for (int seconds : new int[] {3, 1, 7, 1, 2, 35, 1, 4, 6}) {
            voice(sound, seconds).silence(1 + seconds % 2);
        }
        List<SaidLine> whole = listen(whole(sound), length(), false);

        List<SaidLine> cut = new ArrayList<>();
        long[] borders = sound.borders(firstMs, secondMs);
        for (int i = 0; i + 1 < borders.length; i++) {
            boolean last = i + 2 == borders.length;
            SampledSound heard =
                    SampledSound.of(
                            sound.pieces(borders[i], borders[i + 1] + Transcription.TAIL_US));
            long endUs = last ? Long.MAX_VALUE : borders[i + 1];
            if (!heard.isEmpty()) {
                cut.addAll(
                        listen(
                                new SoundInput(borders[i], endUs, i == 0, last, heard),
                                length(),
                                false));
            }
        }

        assertThat(cut).isEqualTo(whole);
        assertThat(whole).hasSize(10);
        assertThat(recognised).allMatch(samples -> samples <= LONGEST);
    }

    /**
     * Speech that begins in a missing segment, or up to a second behind it, is its own and lost to
     * its pause; speech of that second behind its start is of the one before. Nothing else is lost.
     */
    @ParameterizedTest
    @CsvSource({"1", "3", "5"})
    void behindAMissingSegmentASecondIsNobodys(int missing) throws Exception {
        TestingSound sound = new TestingSound();
        for (int i = 0; i < 24; i++) {
            voice(sound, 1 + i % 3).silence(1);
        }
        long[] borders = sound.borders(9_700, 8_900);
        List<SaidLine> left = new ArrayList<>();
        for (int i = 0; i + 1 < borders.length; i++) {
            boolean last = i + 2 == borders.length;
            long toUs = borders[i + 1] + Transcription.TAIL_US;
            SampledSound heard = SampledSound.of(sound.pieces(borders[i], toUs));
            long endUs = last ? Long.MAX_VALUE : borders[i + 1];
            if (i != missing && !heard.isEmpty()) {
                SoundInput segment = new SoundInput(borders[i], endUs, i == 0, last, heard);
                left.addAll(listen(segment, length(), false));
            }
        }

        long second = 1_000_000;
        List<SaidLine> expected = new ArrayList<>(listen(whole(sound), length(), false));
        int all = expected.size();
        expected.removeIf(
                line ->
                        line.startUs() >= borders[missing] + second
                                && line.startUs() < borders[missing + 1] + second);
        assertThat(left).isEqualTo(expected);
        assertThat(all - expected.size()).isBetween(2, 5);
    }

    @Test
    void whatIsHeardWhereNobodySpeaksIsDropped() throws Exception {
        TestingSound sound = voice(voice(new TestingSound(), 2).silence(1), 3);
        Transcript imagined =
                Transcript.whole(
                        "",
                        List.of(
                                line(0, 2_000, "said"),
                                line(2_300, 2_800, "Thank you for watching."),
                                line(3_100, 5_900, "said too")));

        List<SaidLine> lines = listen(whole(sound), samples -> imagined, true);

        assertThat(recognised).as("both together").hasSize(1);
        assertThat(lines).extracting(SaidLine::text).containsExactly("said", "said too");
    }

    /** A recogniser that writes ten seconds at a time. */
    @Test
    void whatIsLeftUnwrittenOfAPieceIsAskedAboutAgain() throws Exception {
        TestingSound sound = voice(new TestingSound().silence(2), 28);

        List<SaidLine> lines = listen(whole(sound), upTo(10_000), true);

        assertThat(lines)
                .extracting(line -> Math.round(line.startUs() / 1e6))
                .containsExactly(2L, 12L, 22L);
        assertThat(Math.round(lines.get(2).endUs() / 1e6)).isEqualTo(30);
        assertThat(recognised).hasSize(3);
        assertThat(unwritten).isZero();
    }

    @Test
    void itIsAskedTwiceAndWhatStaysUnwrittenIsCounted() throws Exception {
        TestingSound sound = voice(new TestingSound(), 28);

        assertThat(listen(whole(sound), upTo(5_000), true)).hasSize(3);
        assertThat(unwritten).isEqualTo(1);
        assertThat(listen(whole(sound), upTo(0), true)).as("nothing at all").hasSize(1);
        assertThat(recognised).hasSize(4);
        assertThat(unwritten).isEqualTo(1);
    }

    /** Of a line that was cut off so near the end that nobody asks again, the words stay. */
    @Test
    void whatIsWrittenOfTheLastLineIsKept() throws Exception {
        TestingSound sound = voice(new TestingSound(), 28);
        Transcript cut =
                new Transcript(
                        "en",
                        List.of(line(0, 27_300, "said")),
                        27_300_000,
                        List.of(line(27_300, 27_900, "too")));

        List<SaidLine> lines = listen(whole(sound), samples -> cut, true);

        assertThat(lines).extracting(SaidLine::text).containsExactly("said", "too");
        assertThat(recognised).hasSize(1);
    }

    private static Function<float[], Transcript> upTo(long mostMs) {
        return samples -> {
            long lengthMs = samples.length * 1000L / SampledSound.RATE;
            Transcript said =
                    Transcript.whole(
                            "en",
                            List.of(line(0, Math.max(1, Math.min(lengthMs, mostMs)), "said")));
            return lengthMs > mostMs ? said.upTo(mostMs * 1000) : said;
        };
    }

    @Test
    void nobodyIsAskedAboutSilence() throws Exception {
        List<SaidLine> lines = listen(whole(new TestingSound().silence(20)), length(), false);

        assertThat(lines).isEmpty();
        assertThat(judged).isZero();
        assertThat(listen(whole(new TestingSound().noise(20, 0.01)), length(), false)).isEmpty();
        assertThat(recognised).isEmpty();
    }

    @Test
    void listensNoFurtherThanToThePauseBehindTheSegment() throws Exception {
        TestingSound sound = voice(new TestingSound(), 12).silence(30);
        SoundInput segment = new SoundInput(0, 10_000_000, true, false, sound.all());

        listen(segment, length(), false);

        assertThat(judged * PIECE / (double) SampledSound.RATE).isBetween(12.0, 12.6);
    }

    private static SoundInput whole(TestingSound sound) {
        return new SoundInput(0, Long.MAX_VALUE, true, true, sound.all());
    }

    private List<SaidLine> listen(
            SoundInput segment, Function<float[], Transcript> says, boolean times)
            throws Exception {
        Transcription transcription =
                new Transcription(
                        new Transcription.Rules(PIECE, LONGEST, times),
                        asked -> CompletableFuture.completedFuture(judge(asked)),
                        samples -> {
                            recognised.add(samples.length);
                            return CompletableFuture.completedFuture(says.apply(samples));
                        },
                        Runnable::run);
        SoundObservation heard = transcription.listen(segment).get();
        unwritten = heard.unwritten();
        assertThat(heard.windows()).isEmpty();
        return heard.lines();
    }

    private float[] judge(VoiceRequest asked) {
        float[] speech = new float[(asked.samples().length + PIECE - 1) / PIECE];
        for (int i = 0; i < speech.length; i++) {
            float[] piece = Arrays.copyOfRange(asked.samples(), i * PIECE, (i + 1) * PIECE);
            speech[i] = Loudness.of(piece, PIECE) > -30 ? 0.9f : 0;
            judged++;
            if (asked.stop().enough(i, speech[i])) {
                return Arrays.copyOf(speech, i + 1);
            }
        }
        return speech;
    }

    private static Function<float[], Transcript> length() {
        return samples ->
                Transcript.whole(
                        "en", List.of(line(0, samples.length * 1000L / SampledSound.RATE, "said")));
    }

    private static TranscriptLine line(long startMs, long endMs, String text) {
        return new TranscriptLine(startMs * 1000, endMs * 1000, text);
    }

    private static TestingSound voice(TestingSound sound, int seconds) {
        return sound.tone(seconds, 200, 0.5);
    }
}
