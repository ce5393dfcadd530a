package io.zoetrope.media.clips;

/**
 * What was made of a request.
 *
 * @param bytes of the file
 * @param copied whether its pictures are those of the video as they were; else they were encoded
 */
public record ClipReport(long bytes, boolean copied) {}
