package io.zoetrope.operators.observe.analysers;

import io.zoetrope.media.SoundPiece;
import io.zoetrope.models.runtime.speech.Transcript;
import io.zoetrope.models.runtime.speech.TranscriptLine;
import io.zoetrope.models.runtime.speech.VoiceRequest;
import io.zoetrope.operators.observe.SaidLine;
import io.zoetrope.operators.observe.SoundInput;
import io.zoetrope.operators.observe.SoundObservation;
import io.zoetrope.operators.sound.Loudness;
import io.zoetrope.operators.sound.SampledSound;
import io.zoetrope.operators.sound.SpeechPiece;
import io.zoetrope.operators.sound.SpeechRun;
import io.zoetrope.operators.sound.SpeechRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * What is said in a segment: where voice activity finds speech, a recogniser is asked; what it
 * hears where nobody speaks is dropped.
 *
 * <p>Whether speech begins or goes on at a segment's first sample cannot be told from its sound
 * alone. So each segment answers for the speech that begins from {@value #LEAD_US} us behind its
 * start to as long behind its end; the first one from the start on, the last one to the end.
 */
final class Transcription {
    /** Longer than a pause, and than voice activity takes to find its feet. */
    private static final long LEAD_US = 1_000_000;

    /** Speech begins a little before voice activity is sure of it. */
    private static final long SURE_US = 200_000;

    /** What is left of a piece is asked about so often. */
    private static final int AGAIN = 2;

    /** Less than this at a piece's end is no sentence. */
    private static final long LEAST_REST_US = 1_000_000;

    /** How far behind a segment's end speech goes on that is its own. */
    static final long TAIL_US = LEAD_US + SpeechRuns.LONGEST_SECONDS * 1_000_000L;

    private final Rules rules;
    private final Asked<VoiceRequest, float[]> voice;
    private final Asked<float[], Transcript> recognizer;
    private final Executor asking;

    /**
     * What the models take.
     *
     * @param voicePiece samples that voice activity judges at once
     * @param longest most samples of what the recogniser is given
     * @param tellsTimes whether it says when what it writes was said
     */
    record Rules(int voicePiece, int longest, boolean tellsTimes) {}

    /** An engine. */
    interface Asked<I, O> {
        CompletableFuture<O> ask(I item) throws InterruptedException;
    }

    /**
     * @param asking runs what may be held back by the recogniser: none of its own threads
     */
    Transcription(
            Rules rules,
            Asked<VoiceRequest, float[]> voice,
            Asked<float[], Transcript> recognizer,
            Executor asking) {
        this.rules = rules;
        this.voice = voice;
        this.recognizer = recognizer;
        this.asking = asking;
    }

    CompletableFuture<SoundObservation> listen(SoundInput segment) throws InterruptedException {
        SampledSound sound = segment.sound();
        long from = Math.floorDiv(sound.from(), rules.voicePiece()) * (long) rules.voicePiece();
        float[] samples = sound.samples(from, sound.to());
        // Nobody is asked about two hours of silence.
        if (Loudness.isSilent(Loudness.of(samples, sound.heard(from, sound.to())))) {
            return CompletableFuture.completedFuture(SoundObservation.lines(List.of()));
        }
        SpeechRuns runs = new SpeechRuns(from, rules.voicePiece());
        VoiceRequest.Stop stop = (piece, speech) -> enough(segment, runs, speech);
        return voice.ask(new VoiceRequest(samples, stop))
                .thenCompose(heard -> transcribe(sound, own(segment, runs.end())));
    }

    /** Only the engine's thread tells it, and only once. */
    private static boolean enough(SoundInput segment, SpeechRuns runs, float speech) {
        runs.add(speech);
        return !runs.speaking() && SoundPiece.usOf(runs.at()) - SURE_US >= untilUs(segment);
    }

    private static long untilUs(SoundInput segment) {
        return segment.last() || segment.endUs() == Long.MAX_VALUE
                ? segment.endUs()
                : segment.endUs() + LEAD_US;
    }

    private static List<SpeechRun> own(SoundInput segment, List<SpeechRun> runs) {
        long fromUs = segment.first() ? Long.MIN_VALUE : segment.startUs() + LEAD_US;
        long untilUs = untilUs(segment);
        return runs.stream()
                .filter(run -> SoundPiece.usOf(run.from()) >= fromUs)
                .filter(run -> SoundPiece.usOf(run.from()) < untilUs)
                .toList();
    }

    private CompletableFuture<SoundObservation> transcribe(
            SampledSound sound, List<SpeechRun> runs) {
        List<CompletableFuture<Written>> asked = new ArrayList<>();
        for (SpeechPiece piece : SpeechPiece.join(runs, rules.longest(), rules.tellsTimes())) {
            asked.add(write(sound, piece, piece.from(), AGAIN));
        }
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                .thenApply(done -> observation(asked.stream().map(CompletableFuture::join)));
    }

    private static SoundObservation observation(Stream<Written> pieces) {
        List<SaidLine> lines = new ArrayList<>();
        int unwritten = 0;
        for (Written piece : pieces.toList()) {
            lines.addAll(piece.lines());
            unwritten += piece.whole() ? 0 : 1;
        }
        return SoundObservation.lines(List.copyOf(lines)).withUnwritten(unwritten);
    }

    /**
     * Of a piece, from a sample on.
     *
     * @param whole whether it reaches the piece's end
     */
    private record Written(List<SaidLine> lines, boolean whole) {
        Written with(Written next) {
            return new Written(
                    Stream.concat(lines.stream(), next.lines.stream()).toList(), next.whole);
        }
    }

    private CompletableFuture<Written> write(
            SampledSound sound, SpeechPiece piece, long from, int again) {
        return submit(sound.samples(from, piece.to()))
                .thenComposeAsync(
                        transcript -> {
                            long rest = rest(piece, from, transcript);
                            Written written =
                                    new Written(
                                            lines(piece, from, transcript.lines(), transcript),
                                            rest == piece.to());
                            if (again > 0 && !written.whole() && rest != from) {
                                return write(sound, piece, rest, again - 1)
                                        .thenApply(written::with);
                            }
                            List<SaidLine> open = lines(piece, from, transcript.open(), transcript);
                            return CompletableFuture.completedFuture(
                                    written.with(new Written(open, written.whole())));
                        },
                        asking);
    }

    /** From where on somebody speaks and nothing is written; the piece's end if all is. */
    private static long rest(SpeechPiece piece, long from, Transcript transcript) {
        if (transcript.restUs() == Long.MAX_VALUE) {
            return piece.to();
        }
        long rest = from + SoundPiece.firstAt(transcript.restUs());
        long least = SoundPiece.firstAt(LEAST_REST_US);
        boolean said = piece.to() - rest >= least && piece.speaks(rest + least / 2, piece.to());
        return said ? rest : piece.to();
    }

    private CompletableFuture<Transcript> submit(float[] samples) {
        try {
            return recognizer.ask(samples);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    private static List<SaidLine> lines(
            SpeechPiece piece, long begin, List<TranscriptLine> told, Transcript transcript) {
        List<SaidLine> lines = new ArrayList<>();
        for (TranscriptLine line : told) {
            long from = begin + SoundPiece.firstAt(line.startUs());
            long to = begin + SoundPiece.firstAt(line.endUs());
            if (piece.speaks(from, to)) {
                lines.add(
                        SaidLine.spoken(
                                Math.max(0, SoundPiece.usOf(from)),
                                SoundPiece.usOf(to),
                                line.text(),
                                transcript.language()));
            }
        }
        return lines;
    }
}
