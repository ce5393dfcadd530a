package io.zoetrope.query.question;

/**
 * A part of the question that an answer leaves out.
 *
 * @param source modality or index that did not take part
 * @param reason short stable phrase
 */
public record Degraded(String source, String reason) {
    /** There is more than was looked at, and what is best of it is not known. */
    public static final String DEPTH = "depth";

    /** Of what must not be there, more than was looked at. */
    public static final Degraded MUST_NOT_INCOMPLETE = new Degraded("must_not", "incomplete");
}
