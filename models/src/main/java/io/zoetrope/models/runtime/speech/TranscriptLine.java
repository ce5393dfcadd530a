package io.zoetrope.models.runtime.speech;

/**
 * One line of what is said.
 *
 * @param startUs from the beginning of the piece, microseconds
 * @param endUs likewise, exclusive
 * @param text without spaces at its ends, not empty
 */
public record TranscriptLine(long startUs, long endUs, String text) {}
