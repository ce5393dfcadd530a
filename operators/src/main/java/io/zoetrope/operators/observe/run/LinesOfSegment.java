package io.zoetrope.operators.observe.run;

import io.zoetrope.domain.LineSource;
import io.zoetrope.domain.Vector;
import io.zoetrope.media.captions.CaptionLine;
import io.zoetrope.operators.decode.DecodedSegment;
import io.zoetrope.operators.observe.SaidLine;
import io.zoetrope.operators.observe.SentenceVectors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** The captions of one segment, which get their vectors. One thread asks; answers come from any. */
final class LinesOfSegment {
    private final List<SaidLine> lines = new ArrayList<>();
    private final List<CompletableFuture<SaidLine>> asked = new ArrayList<>();
    private final AtomicInteger answered = new AtomicInteger();

    LinesOfSegment(DecodedSegment decoded) {
        add(decoded.captions(), LineSource.EMBEDDED);
        add(decoded.sidecar().lines(), LineSource.SIDECAR);
        lines.sort(Comparator.comparingLong(SaidLine::startUs));
    }

    private void add(List<CaptionLine> captions, LineSource source) {
        captions.forEach(caption -> lines.add(SaidLine.of(caption, source)));
    }

    /** Returns when all are asked. */
    void ask(SentenceVectors sentences) throws InterruptedException {
        for (SaidLine line : lines) {
            asked.add(sentences.of(line.text()).thenApply(vector -> answered(line, vector)));
        }
    }

    private SaidLine answered(SaidLine line, Vector vector) {
        answered.incrementAndGet();
        return line.withVector(vector);
    }

    /** Whether some have no answer yet. From any thread. */
    boolean isLate() {
        return answered.get() < lines.size();
    }

    /** Once all are asked; each fails if its model does. */
    List<CompletableFuture<SaidLine>> asked() {
        return asked;
    }

    /** By start, once all have answered. */
    List<SaidLine> said() {
        return asked.stream().map(CompletableFuture::join).toList();
    }
}
