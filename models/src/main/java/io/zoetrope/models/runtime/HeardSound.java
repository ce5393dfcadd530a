package io.zoetrope.models.runtime;

import io.zoetrope.domain.Vector;
import java.util.List;

/**
 * What an encoder makes of one piece of sound.
 *
 * @param vector of length 1
 * @param classes best first; none if the encoder knows none
 */
public record HeardSound(Vector vector, List<LabelScore> classes) {}
