package io.zoetrope.operators.track;

import io.zoetrope.domain.TimedBox;
import java.util.List;

/**
 * A path that goes on. Held in state: components may be added, none moved or taken away.
 *
 * @param kept corners that are chosen, in order
 * @param recent boxes that no corner is chosen of yet; the first is the last corner
 * @param error of the corners that are chosen
 */
public record BoxPathState(List<TimedBox> kept, List<TimedBox> recent, float error) {
    public BoxPathState {
        kept = kept == null ? List.of() : kept;
        recent = recent == null ? List.of() : recent;
    }
}
