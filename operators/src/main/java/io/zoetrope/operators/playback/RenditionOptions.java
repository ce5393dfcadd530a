package io.zoetrope.operators.playback;

import java.io.Serializable;
import java.util.List;

/**
 * How videos are prepared for playback.
 *
 * @param longestUs a video is copied only if no two of its key frames are farther apart; others are
 *     encoded
 * @param ladder heights of the renditions of a video that is encoded, in pixels; those over the
 *     source's are left out, and a source below all of them is encoded in its own size. Empty if
 *     nothing is encoded
 */
public record RenditionOptions(long longestUs, List<Integer> ladder) implements Serializable {}
