package io.zoetrope.query.question;

/**
 * A part of the question that an answer leaves out.
 *
 * @param source modality or index that did not take part
 * @param reason short stable phrase
 */
public record Degraded(String source, String reason) {}
