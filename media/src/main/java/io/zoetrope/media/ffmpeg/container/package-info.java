/**
 * What the bytes of a container say, read without FFmpeg: boxes and fragments of MP4, declared
 * lengths, marks of encryption. Nothing of FFmpeg's is used here.
 */
package io.zoetrope.media.ffmpeg.container;
