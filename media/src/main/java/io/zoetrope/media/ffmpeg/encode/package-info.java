/**
 * Encoders of pictures and sound, the filters before them, and the heads and pieces in which what
 * they make is handed over. Stands on {@code demux} and {@code sound}.
 */
package io.zoetrope.media.ffmpeg.encode;
