package io.zoetrope.operators.observe.run;

import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.operators.decode.DecodedFrame;
import io.zoetrope.operators.decode.DecodedSegment;
import io.zoetrope.operators.observe.Analyser;
import io.zoetrope.operators.observe.AnalyserInput;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.operators.observe.HeardWindow;
import io.zoetrope.operators.observe.Observation;
import io.zoetrope.operators.observe.ObservedFrame;
import io.zoetrope.operators.observe.ObservedSegment;
import io.zoetrope.operators.observe.SaidLine;
import io.zoetrope.operators.observe.SeenMotion;
import io.zoetrope.operators.observe.SentenceVectors;
import io.zoetrope.operators.observe.SoundAnalyser;
import io.zoetrope.operators.observe.SoundInput;
import io.zoetrope.operators.observe.SoundObservation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * All that the analysers are asked about one part of a segment. One thread asks; the answers come
 * from any.
 */
final class SegmentObservation {
    private final DecodedSegment decoded;

    /** Of those that are to look at it. */
    private final Map<String, ModelRef> models;

    /** Names that the arrival asks for, and that are none of an analyser. */
    private final List<String> unknown;

    private final List<SeenMotion> motions;
    private final CompletableFuture<ObservedSegment> result = new CompletableFuture<>();
    private final List<Answer<Observation>> answers = new ArrayList<>();
    private final List<Answer<SoundObservation>> heard = new ArrayList<>();
    private final LinesOfSegment lines;
    private volatile String asking = "";
    private int unwritten;

    /**
     * What one analyser says of one frame, or of the sound.
     *
     * @param frame place in the part; meaningless of sound
     * @param said fails with {@link RejectedInput}, or for a reason that fails the whole
     */
    private record Answer<T>(int frame, String analyser, CompletableFuture<T> said) {}

    /** Asks an analyser. */
    private interface Question<T> {
        CompletableFuture<T> ask() throws RejectedInput, InterruptedException;
    }

    /**
     * @param all models of all analysers, by name
     * @param motions of the camera, one for each frame
     */
    SegmentObservation(
            DecodedSegment decoded, Map<String, ModelRef> all, List<SeenMotion> motions) {
        this.motions = motions;
        this.decoded = decoded;
        this.models = new LinkedHashMap<>(all);
        this.unknown = new ArrayList<>(decoded.segment().analysers());
        this.lines = new LinesOfSegment(decoded);
        models.keySet().removeIf(name -> isAnalyser(name) && !decoded.segment().isFor(name));
        unknown.removeIf(name -> isAnalyser(name) && all.containsKey(name));
    }

    /**
     * What was seen, once every analyser has answered. Fails as soon as one of them fails for
     * another reason than the picture.
     */
    CompletableFuture<ObservedSegment> result() {
        return result;
    }

    /** Asks about every frame, every line and the sound; returns when all are asked. */
    void ask(Analysers analysers) throws InterruptedException {
        for (int i = 0; i < decoded.frames().size(); i++) {
            for (Analyser analyser : analysers.list()) {
                AnalyserInput input =
                        AnalyserInput.of(
                                decoded.segment(), decoded.frames().get(i), analyser.spec().name());
                if (input != null) {
                    ask(answers, i, analyser.spec().name(), () -> analyser.observe(input));
                }
            }
        }
        SentenceVectors sentences = analysers.sentences();
        SoundInput sound = SoundInput.of(decoded);
        if (!sound.sound().isEmpty()) {
            for (SoundAnalyser listener : analysers.listeners()) {
                String name = listener.spec().name();
                if (decoded.segment().isFor(name)) {
                    ask(
                            heard,
                            0,
                            name,
                            () ->
                                    listener.listen(sound)
                                            .thenCompose(said -> said.withVectors(sentences)));
                }
            }
        }
        asking = Analysers.SENTENCES;
        lines.ask(sentences);
        asking = "";
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (CompletableFuture<SaidLine> line : lines.asked()) {
            var unused = line.whenComplete((said, failure) -> checkLine(failure));
            all.add(line);
        }
        answers.forEach(answer -> all.add(answer.said()));
        heard.forEach(answer -> all.add(answer.said()));
        var unused =
                CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                        .handle((done, rejected) -> observed())
                        .whenComplete(this::end);
    }

    private <T> void ask(List<Answer<T>> all, int frame, String name, Question<T> question)
            throws InterruptedException {
        asking = name;
        CompletableFuture<T> said;
        try {
            said = question.ask();
        } catch (RejectedInput e) {
            said = CompletableFuture.failedFuture(e);
        } catch (RuntimeException e) {
            throw failed(name, e);
        }
        Answer<T> answer = new Answer<>(frame, name, said);
        synchronized (answers) {
            all.add(answer);
        }
        asking = "";
        var unused = said.whenComplete((observation, failure) -> check(name, failure));
    }

    private void check(String analyser, Throwable failure) {
        if (failure != null && !(cause(failure) instanceof RejectedInput)) {
            result.completeExceptionally(failed(analyser, cause(failure)));
        }
    }

    private void checkLine(Throwable failure) {
        if (failure != null) {
            result.completeExceptionally(failed(Analysers.SENTENCES, cause(failure)));
        }
    }

    private AnalyserException failed(String analyser, Throwable why) {
        return new AnalyserException(
                "analyser '%s' failed on %s".formatted(analyser, place()), why);
    }

    private void end(ObservedSegment observed, Throwable failure) {
        if (failure == null) {
            result.complete(observed);
        } else {
            result.completeExceptionally(cause(failure));
        }
    }

    /** Those that have not answered, not been asked yet, or hold their caller back. */
    Set<String> late() {
        Set<String> late = new LinkedHashSet<>();
        synchronized (answers) {
            Set<String> asked = new HashSet<>();
            for (List<? extends Answer<?>> all : List.of(answers, heard)) {
                for (Answer<?> answer : all) {
                    asked.add(answer.analyser());
                    if (!answer.said().isDone()) {
                        late.add(answer.analyser());
                    }
                }
            }
            models.keySet().stream()
                    .filter(name -> !name.equals(Analysers.SENTENCES))
                    .filter(name -> name.equals(asking) || !asked.contains(name))
                    .forEach(late::add);
            if (lines.isLate()) {
                late.add(Analysers.SENTENCES);
            }
        }
        return late;
    }

    /** Pieces of speech that were not written down to their end, once there is a result. */
    int unwritten() {
        return unwritten;
    }

    DecodedSegment decoded() {
        return decoded;
    }

    /** Which part of which video, for messages. */
    String place() {
        return String.format(
                Locale.ROOT,
                "segment %d of '%s'",
                decoded.segment().index(),
                decoded.segment().video().uri());
    }

    private ObservedSegment observed() {
        List<Map<String, Observation>> seen = new ArrayList<>();
        decoded.frames().forEach(frame -> seen.add(new LinkedHashMap<>()));
        Refusals refusals = new Refusals(decoded);
        for (Answer<Observation> answer : answers) {
            said(answer, refusals)
                    .ifPresent(o -> seen.get(answer.frame()).put(answer.analyser(), o));
        }
        List<ObservedFrame> frames = new ArrayList<>();
        for (int i = 0; i < seen.size(); i++) {
            DecodedFrame frame = decoded.frames().get(i);
            frames.add(
                    new ObservedFrame(
                            frame.ptsUs(),
                            seen.get(i),
                            frame.keyFrame(),
                            frame.quality(),
                            motions.get(i)));
        }
        List<HeardWindow> sounds = new ArrayList<>();
        List<SaidLine> all = new ArrayList<>(lines.said());
        for (Answer<SoundObservation> answer : heard) {
            said(answer, refusals)
                    .ifPresent(
                            observation -> {
                                sounds.addAll(observation.windows());
                                all.addAll(observation.lines());
                                unwritten += observation.unwritten();
                                refusals.withoutVector(
                                        answer.analyser(),
                                        WithoutVector.windows(observation.windows()));
                            });
        }
        all.sort(Comparator.comparingLong(SaidLine::startUs));
        if (models.containsKey(Analysers.SENTENCES)) {
            refusals.withoutVector(
                    Analysers.SENTENCES, WithoutVector.lines(all) + WithoutVector.texts(frames));
        }
        if (decoded.last()) {
            unknown.forEach(refusals::unknown);
        }
        return ObservedSegment.of(decoded, frames, models, refusals.problems())
                .withLines(List.copyOf(all))
                .withSounds(sounds);
    }

    /** Empty if the analyser refuses, which is noted. */
    private <T> Optional<T> said(Answer<T> answer, Refusals refusals) {
        Throwable failure = answer.said().handle((one, why) -> cause(why)).join();
        if (failure == null) {
            return Optional.of(Objects.requireNonNull(answer.said().join(), answer.analyser()));
        }
        if (failure instanceof RejectedInput why) {
            refusals.refused(answer.analyser(), why);
            return Optional.empty();
        }
        throw failed(answer.analyser(), failure);
    }

    private static boolean isAnalyser(String name) {
        return !name.equals(Analysers.SENTENCES);
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
    }
}
