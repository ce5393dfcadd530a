package io.zoetrope.domain;

/**
 * The pictures of a removed video are to go, once its moments are gone.
 *
 * @param videoKey see {@link VideoIds#key}
 * @param generation of the removal: pictures of this one and of later ones stay, because the id has
 *     come back
 */
public record ThumbnailRemoval(String videoKey, long generation) {}
