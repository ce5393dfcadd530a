package io.zoetrope.operators.shots;

/**
 * A shot that began; see {@link io.zoetrope.domain.finding.Shot}. Held in state: components may be
 * added, none moved or taken away.
 *
 * @param shot its number
 * @param startUs when its first frame comes
 */
public record StartedShot(int shot, long startUs) {}
