/**
 * A stretch of a video as a file of its own: pictures copied or encoded, sound encoded. Stands on
 * {@code segment} and {@code picture}.
 */
package io.zoetrope.media.ffmpeg.clip;
