package io.zoetrope.media.clips;

/**
 * What was made of a request.
 *
 * @param bytes of the file
 * @param pictures how many it shows
 * @param copied how many of them are those of the video as they were; the others were encoded
 */
public record ClipReport(long bytes, int pictures, int copied) {}
