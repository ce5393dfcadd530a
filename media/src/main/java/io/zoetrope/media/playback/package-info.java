/**
 * HLS media segments of a video: what is asked for, what comes back, and the boxes that they are
 * written in. No FFmpeg and no file system here; {@link io.zoetrope.media.VideoReader#segment}
 * makes them.
 */
package io.zoetrope.media.playback;
