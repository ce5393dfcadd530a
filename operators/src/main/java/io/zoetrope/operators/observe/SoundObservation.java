package io.zoetrope.operators.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What one analyser made of the sound of a segment.
 *
 * @param windows in order; none if it does not cut sound into windows
 * @param lines what is said, in order; none if it does not write it down
 * @param unwritten pieces of speech that were not written down to their end
 */
public record SoundObservation(List<HeardWindow> windows, List<SaidLine> lines, int unwritten) {
    public static SoundObservation windows(List<HeardWindow> windows) {
        return new SoundObservation(windows, List.of(), 0);
    }

    public static SoundObservation lines(List<SaidLine> lines) {
        return new SoundObservation(List.of(), lines, 0);
    }

    public SoundObservation withUnwritten(int pieces) {
        return new SoundObservation(windows, lines, pieces);
    }

    /** The same once its lines have what they mean. */
    public CompletableFuture<SoundObservation> withVectors(SentenceVectors sentences) {
        List<CompletableFuture<SaidLine>> asked = new ArrayList<>();
        try {
            for (SaidLine line : lines) {
                asked.add(sentences.of(line.text()).thenApply(line::withVector));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CompletableFuture.failedFuture(e);
        }
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                .thenApply(
                        done ->
                                new SoundObservation(
                                        windows,
                                        asked.stream().map(CompletableFuture::join).toList(),
                                        unwritten));
    }
}
