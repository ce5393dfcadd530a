/**
 * Segments for playback: copied packet by packet if players can show them, encoded anew if not.
 * Stands on {@code track} and {@code encode}.
 */
package io.zoetrope.media.ffmpeg.segment;
