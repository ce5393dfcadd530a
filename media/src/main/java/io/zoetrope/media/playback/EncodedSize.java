package io.zoetrope.media.playback;

/**
 * One rendition that is encoded.
 *
 * @param name of it, as in paths: letters and digits
 * @param width in pixels, even
 * @param height in pixels, even
 * @param bitsPerSecond aimed at
 */
public record EncodedSize(String name, int width, int height, int bitsPerSecond) {}
