package io.zoetrope.operators.shots.file;

import io.zoetrope.domain.Transition;

/**
 * A shot of a file.
 *
 * @param startUs media time of its first frame
 * @param endUs when it leaves the screen
 * @param firstFrame counted over the frames that the decoder gives, from 0
 * @param lastFrame the same, included
 * @param transition that it begins with
 */
record ScannedShot(
        int shot, long startUs, long endUs, int firstFrame, int lastFrame, Transition transition) {}
