package io.zoetrope.media.captions;

import java.util.List;

/**
 * What a caption file says.
 *
 * @param lines by start, those of one start as they stand in the file; they may overlap
 * @param broken lines with times that cannot be read, or that end before they start, or with bytes
 *     that are no characters
 * @param shortened lines that lasted longer than a line is let last
 * @param dropped lines beyond the most that are kept
 */
public record Captions(
        CaptionFormat format, List<CaptionLine> lines, int broken, int shortened, int dropped) {}
