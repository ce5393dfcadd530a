/**
 * What of a file is not pictures: its sound and its lines of text, taken up on the way of the
 * pictures. Stands on {@code demux}.
 */
package io.zoetrope.media.ffmpeg.sound;
