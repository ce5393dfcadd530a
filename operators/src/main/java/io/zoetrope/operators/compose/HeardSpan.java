package io.zoetrope.operators.compose;

import io.zoetrope.domain.SoundClass;
import java.util.List;

/**
 * What was heard from when to when. Held in state.
 *
 * @param startUs inclusive, microseconds
 * @param endUs exclusive
 * @param classes best first, at least one
 */
public record HeardSpan(long startUs, long endUs, List<SoundClass> classes) {}
