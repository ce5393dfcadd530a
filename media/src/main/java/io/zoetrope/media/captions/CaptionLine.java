package io.zoetrope.media.captions;

/**
 * What is said at one time.
 *
 * @param startUs as the file says it, from 0
 * @param endUs after {@code startUs}
 * @param text without markup, line breaks as spaces; not empty
 * @param language as the file or who gave it says; empty if neither does
 * @param speaker as the file names one, or empty
 */
public record CaptionLine(long startUs, long endUs, String text, String language, String speaker) {}
