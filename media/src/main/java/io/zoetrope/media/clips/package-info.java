/**
 * Moments as files of their own: what is asked for, what comes back, and the order of a file's
 * parts. No FFmpeg and no file system here; {@link io.zoetrope.media.VideoReader#clip} makes them.
 */
package io.zoetrope.media.clips;
