package io.zoetrope.operators.observe.run;

import io.zoetrope.domain.Vector;
import io.zoetrope.operators.observe.HeardWindow;
import io.zoetrope.operators.observe.ObservedFrame;
import io.zoetrope.operators.observe.SaidLine;
import java.util.List;
import java.util.stream.Stream;

/** Counts what a model was asked about and gave no vector of. */
final class WithoutVector {
    private WithoutVector() {}

    static long lines(List<SaidLine> lines) {
        return count(lines.stream().map(SaidLine::vector));
    }

    static long texts(List<ObservedFrame> frames) {
        return count(
                frames.stream()
                        .flatMap(frame -> frame.texts().stream())
                        .map(text -> text.vector()));
    }

    /** Silence is not asked about. */
    static long windows(List<HeardWindow> windows) {
        return count(windows.stream().filter(window -> !window.silent()).map(HeardWindow::vector));
    }

    private static long count(Stream<Vector> vectors) {
        return vectors.filter(vector -> vector.dimension() == 0).count();
    }
}
