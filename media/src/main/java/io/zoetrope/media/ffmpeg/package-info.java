/**
 * Readers of videos and of sound alone, over FFmpeg's libraries. Whoever wants one needs {@link
 * io.zoetrope.media.ffmpeg.FfmpegReaders} alone; the packages below are its parts, each standing on
 * those before it: {@code container}, {@code demux}, {@code sound}, {@code track}, {@code encode},
 * {@code segment}; {@code picture} stands on {@code demux}, {@code clip} on all of these.
 */
package io.zoetrope.media.ffmpeg;
