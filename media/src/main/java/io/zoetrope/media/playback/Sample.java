package io.zoetrope.media.playback;

/**
 * One picture or a packet of sound in a fragment.
 *
 * @param bytes its size
 * @param ticks its duration on the decoding clock
 * @param shownLater presentation less decoding time in ticks; may be negative
 * @param key whether decoding can start with it
 */
public record Sample(int bytes, long ticks, int shownLater, boolean key) {}
