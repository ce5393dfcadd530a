package io.zoetrope.operators.playback;

import java.io.Serializable;

/**
 * Which videos are prepared for playback.
 *
 * @param longestUs a video is copied only if no two of its key frames are farther apart; others are
 *     not played
 */
public record RenditionOptions(long longestUs) implements Serializable {}
