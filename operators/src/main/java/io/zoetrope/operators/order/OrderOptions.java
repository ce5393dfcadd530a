package io.zoetrope.operators.order;

import java.io.Serializable;

/**
 * Settings of {@link OrderSegments}.
 *
 * @param giveUpMs how long a segment may be missing while a later one of its video is here and none
 *     of it waits in the line, milliseconds of processing time
 * @param rememberMs how long the end of a video is remembered after the last that came of it: so
 *     long, stragglers are told from segments of a life that is yet to open
 */
public record OrderOptions(long giveUpMs, long rememberMs) implements Serializable {
    /**
     * How often the dispatcher is told again how far an open video is, in case it missed it,
     * milliseconds.
     */
    static final long REPEAT_MS = 30_000;
}
