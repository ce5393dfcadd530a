package io.zoetrope.operators.shots;

import io.zoetrope.domain.Transition;

/** A shot before it knows its video; see {@link io.zoetrope.domain.finding.Shot}. */
public record FoundShot(int shot, long startUs, long endUs, Transition transition) {}
