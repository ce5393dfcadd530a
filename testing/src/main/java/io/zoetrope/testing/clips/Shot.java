package io.zoetrope.testing.clips;

/**
 * A stretch of a clip without a cut.
 *
 * @param name what a test or a reader calls it, such as the scene's caption
 * @param frames its length, at least 1
 */
public record Shot(String name, Pictures pictures, int frames) {}
