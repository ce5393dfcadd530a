/**
 * The vocabulary that every module speaks: records that cross a module boundary, and nothing that
 * needs more than the JDK. What is only spoken of one thing has a package of its own: {@code
 * finding}, {@code index}, {@code message}, {@code status}, {@code store}, {@code picture}.
 *
 * <p>Media time is {@code long} microseconds from the video's first presentation time, in half-open
 * ranges {@code [startUs, endUs)}. Boxes lie in [0,1] of the displayed (rotated) frame. A record
 * that is held in Flink state never changes its package, which is why many stand here, and never
 * rejects a component that is missing: it defaults it.
 */
package io.zoetrope.domain;
