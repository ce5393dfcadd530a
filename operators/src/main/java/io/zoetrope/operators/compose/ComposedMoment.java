package io.zoetrope.operators.compose;

import io.zoetrope.domain.Vector;
import java.util.List;

/**
 * A moment before it knows its video.
 *
 * @param visual normalised mean
 * @param key see {@link KeyFrameChoice}
 * @param classes distinct labels, sorted
 */
public record ComposedMoment(
        int shot, long startUs, long endUs, Vector visual, RunFrame key, List<String> classes) {}
