/**
 * From the points of a track to its smoothed path of few corners; its state is in the package
 * above.
 */
package io.zoetrope.operators.track.path;
