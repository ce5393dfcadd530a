package io.zoetrope.operators.shots;

import io.zoetrope.domain.Transition;

/**
 * Where a shot begins; the first shot of a video has none.
 *
 * @param ptsUs of its first frame; of a transition that takes time, the frame in its middle
 */
public record ShotStart(long ptsUs, Transition transition) {}
