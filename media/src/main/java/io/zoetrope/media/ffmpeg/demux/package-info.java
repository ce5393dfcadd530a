/**
 * FFmpeg's libraries behind Java: one source becomes packets, packets become frames, ticks become
 * media time, and what cannot be read is refused with its reason. Stands on {@code container}
 * alone.
 */
package io.zoetrope.media.ffmpeg.demux;
