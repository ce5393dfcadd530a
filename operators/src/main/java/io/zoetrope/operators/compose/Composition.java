package io.zoetrope.operators.compose;

import java.util.List;

/**
 * Where composing a video stands between two segments. Held in state: components may be added, none
 * moved or taken away.
 *
 * @param shot of the run that is open or comes next
 * @param startUs of the open run; meaningless if it has no frames
 * @param frames of the open run, in order; empty if none is open
 * @param classes labels seen in the open run, sorted
 * @param cutsUs shot boundaries after the last frame, ascending; some may lie past the segment that
 *     told of them
 * @param nextClasses labels seen behind one of those boundaries, sorted
 * @param nextCutUs the boundary that they were seen behind; meaningless if there are none
 */
public record Composition(
        int shot,
        long startUs,
        List<RunFrame> frames,
        List<String> classes,
        List<Long> cutsUs,
        List<String> nextClasses,
        long nextCutUs) {
    /** Before the first frame. */
    public static final Composition START =
            new Composition(0, 0, List.of(), List.of(), List.of(), List.of(), 0);

    public Composition {
        nextClasses = nextClasses == null ? List.of() : nextClasses;
    }
}
