package io.zoetrope.operators.media;

import io.zoetrope.domain.Problem;

/**
 * What a pass did.
 *
 * @param framesDecoded frames inside the range that the decoder gave
 * @param lastEndUs end of the last decoded frame of the range, or the range's start where none was
 * @param cutsUs presentation times of frames that begin a new shot, found on every decoded frame.
 *     The first frame of a pass is never one, because the frame before it was not seen; the first
 *     frame at or after the range's end may be one. So ranges that touch judge each frame once.
 *     With key frames only, nothing after the range is judged
 * @param problem what stopped it before the end, or null
 */
public record ReadReport(long framesDecoded, long lastEndUs, long[] cutsUs, Problem problem) {}
