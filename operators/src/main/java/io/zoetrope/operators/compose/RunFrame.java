package io.zoetrope.operators.compose;

import io.zoetrope.domain.Vector;

/** A frame of the run that is open. Held in state. */
public record RunFrame(long ptsUs, Vector visual, String keyFrame) {}
