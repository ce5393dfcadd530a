package io.zoetrope.operators.track;

import java.util.List;

/**
 * A smoother between two frames. Held in state: components may be added, none moved or taken away.
 *
 * @param jolts of the last seconds, in order
 */
public record PathSmootherState(List<PathState> paths, List<Jolt> jolts) {
    public PathSmootherState {
        paths = paths == null ? List.of() : paths;
        jolts = jolts == null ? List.of() : jolts;
    }

    public static PathSmootherState begin() {
        return new PathSmootherState(List.of(), List.of());
    }
}
