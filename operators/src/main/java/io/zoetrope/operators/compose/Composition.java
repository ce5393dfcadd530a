package io.zoetrope.operators.compose;

import io.zoetrope.operators.shots.StartedShot;
import java.util.List;

/**
 * Where composing a video stands between two segments. Held in state: components may be added, none
 * moved or taken away.
 *
 * @param shot of the run that is open or comes next
 * @param startUs of the open run; meaningless if it has no frames
 * @param frames of the open run, in order; empty if none is open
 * @param classes labels seen in the open run, sorted
 * @param nextClasses labels seen behind one of the borders of {@code shots}, sorted
 * @param nextCutUs the border that they were seen behind; meaningless if there are none
 * @param shots that begin after the last frame, ascending: the first and the last of them
 */
public record Composition(
        int shot,
        long startUs,
        List<RunFrame> frames,
        List<String> classes,
        List<String> nextClasses,
        long nextCutUs,
        List<StartedShot> shots) {
    /** Before the first frame. */
    public static final Composition START =
            new Composition(0, 0, List.of(), List.of(), List.of(), 0, List.of());

    public Composition {
        nextClasses = nextClasses == null ? List.of() : nextClasses;
        shots = shots == null ? List.of() : shots;
    }
}
