package io.zoetrope.media.captions;

/**
 * What is said at one time.
 *
 * @param startUs as the file says it, from 0
 * @param endUs after {@code startUs}
 * @param text without markup, line breaks as spaces; not empty
 * @param language as the file or who gave it says; empty if neither does
 * @param speaker as the file names one, or empty
 * @param track number among the text tracks of a video, from 0; 0 for a file of its own
 */
public record CaptionLine(
        long startUs, long endUs, String text, String language, String speaker, int track) {
    /** Of a file of its own. */
    public CaptionLine(long startUs, long endUs, String text, String language, String speaker) {
        this(startUs, endUs, text, language, speaker, 0);
    }
}
