/**
 * Scenes of people with known truth, the baseline that trackers are measured against, and the
 * scores.
 */
package io.zoetrope.testing.tracks;
