package io.zoetrope.operators.keep;

import java.io.Serializable;

/**
 * Settings of {@link KeepVideo}.
 *
 * @param statusEveryMs least time between two progress statuses of one video
 */
public record KeepOptions(long statusEveryMs) implements Serializable {}
