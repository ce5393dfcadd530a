/**
 * From boxes of one frame after another to tracks; its state is in the package above, where
 * savepoints know it by name.
 */
package io.zoetrope.operators.track.follow;
