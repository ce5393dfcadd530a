package io.zoetrope.operators.observe;

import io.zoetrope.domain.Detection;
import io.zoetrope.domain.Vector;
import java.util.List;

/**
 * What was seen in one frame. Held in state: components may be added, none moved or taken away.
 *
 * @param ptsUs presentation time
 * @param visual normalised
 * @param keyFrame path of its stored small picture, or empty
 */
public record ObservedFrame(
        long ptsUs, Vector visual, List<Detection> detections, String keyFrame) {}
