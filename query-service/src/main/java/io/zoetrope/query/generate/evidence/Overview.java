package io.zoetrope.query.generate.evidence;

import io.zoetrope.query.generate.Scene;
import java.util.ArrayList;
import java.util.List;

/** Goes through a video in few steps: neighbouring moments become stretches of like length. */
final class Overview {
    private Overview() {}

    /**
     * @param moments of one video in order of time
     * @param most stretches, 1 or more
     * @return in order of time, together all of them; each known by the moment in its middle
     */
    static List<Scene> of(List<Scene> moments, int most) {
        if (moments.size() <= most) {
            return moments;
        }
        long startMs = moments.get(0).startMs();
        long length = Math.max(1, moments.get(moments.size() - 1).endMs() - startMs);
        List<Scene> stretches = new ArrayList<>();
        List<Scene> together = new ArrayList<>();
        for (Scene moment : moments) {
            long middle = (moment.startMs() + moment.endMs()) / 2 - startMs;
            long step = Math.min(most - 1, most * middle / length);
            if (!together.isEmpty() && step > stretches.size()) {
                stretches.add(joined(together));
                together.clear();
            }
            together.add(moment);
        }
        stretches.add(joined(together));
        return stretches;
    }

    static Scene joined(List<Scene> moments) {
        Scene middle = moments.get(moments.size() / 2);
        return Scene.ofAnything(
                middle.videoId(),
                middle.title(),
                middle.momentId(),
                moments.get(0).startMs(),
                moments.get(moments.size() - 1).endMs());
    }
}
