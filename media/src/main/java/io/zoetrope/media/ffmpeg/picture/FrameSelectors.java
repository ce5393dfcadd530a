package io.zoetrope.media.ffmpeg.picture;

import io.zoetrope.media.Sampling;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Decides for each sampling of one pass, on its own, which frames are handed over. */
public final class FrameSelectors {
    private final Map<Sampling, FrameSelector> selectors = new LinkedHashMap<>();

    /** As {@link FrameSelector#FrameSelector}. */
    public void add(Sampling sampling, long startUs, boolean answered) {
        selectors.put(sampling, new FrameSelector(sampling, startUs, answered));
    }

    /**
     * The next range begins where the last one ended. The least distance between key frames, and
     * what frames show, are looked at inside a range only, so that a range gives the same frames
     * however it was come to.
     */
    public void goOn(long startUs) {
        selectors.replaceAll(
                (sampling, selector) ->
                        FrameSelector.byTime(sampling)
                                ? selector
                                : new FrameSelector(sampling, startUs, true));
    }

    /**
     * As {@link FrameSelector#select}.
     *
     * @return the samplings that take this frame
     */
    public Set<Sampling> select(long ptsUs, boolean keyFrame, long endUs, FrameSignature frame) {
        Set<Sampling> chosen = Set.of();
        for (Map.Entry<Sampling, FrameSelector> one : selectors.entrySet()) {
            if (one.getValue().select(ptsUs, keyFrame, endUs, frame)) {
                chosen = chosen.isEmpty() ? new HashSet<>() : chosen;
                chosen.add(one.getKey());
            }
        }
        return chosen;
    }
}
