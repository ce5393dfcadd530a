/**
 * From decoded frames to pictures of the shapes that are asked for, to JPEGs and to signatures, and
 * which frames these are made of. Stands on {@code demux}.
 */
package io.zoetrope.media.ffmpeg.picture;
