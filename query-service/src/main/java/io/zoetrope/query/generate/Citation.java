package io.zoetrope.query.generate;

/**
 * Where a sentence is from.
 *
 * @param startMs media time
 * @param endMs excluded
 * @param momentId null if it lies in no moment
 */
public record Citation(String videoId, long startMs, long endMs, String momentId) {}
