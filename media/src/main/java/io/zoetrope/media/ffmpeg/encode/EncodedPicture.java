package io.zoetrope.media.ffmpeg.encode;

/**
 * One picture of H.264 as it came from an encoder.
 *
 * @param bytes each unit behind its length
 * @param shownTicks when it is shown
 * @param key whether decoding can start with it
 */
public record EncodedPicture(byte[] bytes, long shownTicks, boolean key) {}
