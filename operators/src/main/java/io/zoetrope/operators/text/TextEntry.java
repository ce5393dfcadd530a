package io.zoetrope.operators.text;

import io.zoetrope.domain.Box;
import io.zoetrope.domain.Vector;

/**
 * One piece of writing and how long it was to be seen.
 *
 * @param startUs of the first frame that shows it
 * @param endUs of the first frame after it that does not, or where its shot, or the video, ended
 *     before that
 * @param text the surest reading
 * @param confidence of that reading, [0,1]
 * @param box of that reading, in [0,1] of the displayed frame
 * @param frames how many frames show it
 * @param vector of that reading, normalised; empty if it has none
 */
public record TextEntry(
        long startUs,
        long endUs,
        String text,
        float confidence,
        Box box,
        int frames,
        Vector vector) {}
