package io.zoetrope.operators.compose;

import io.zoetrope.domain.Vector;
import java.util.List;

/**
 * A moment before it knows its video.
 *
 * @param visual normalised mean
 * @param key the frame nearest the mean; the earliest of equals
 * @param classes distinct labels, sorted
 */
record ComposedMoment(
        int shot, long startUs, long endUs, Vector visual, RunFrame key, List<String> classes) {}
