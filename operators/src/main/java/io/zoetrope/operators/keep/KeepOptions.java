package io.zoetrope.operators.keep;

import java.io.Serializable;

/**
 * Settings of {@link KeepVideo}.
 *
 * @param statusEveryMs least time between two progress statuses of one video
 * @param playback whether videos are prepared for playback
 */
public record KeepOptions(long statusEveryMs, boolean playback) implements Serializable {}
