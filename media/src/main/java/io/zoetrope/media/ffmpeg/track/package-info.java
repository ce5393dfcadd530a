/**
 * The track of pictures of an open file: where in it reading can begin, and its frames in order
 * from there. Stands on {@code demux} and {@code sound}.
 */
package io.zoetrope.media.ffmpeg.track;
