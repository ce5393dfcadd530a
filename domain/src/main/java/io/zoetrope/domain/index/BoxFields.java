package io.zoetrope.domain.index;

/** Fields of a box in a document, in [0,1] of the displayed frame. */
public final class BoxFields {
    public static final String MS = "ms";
    public static final String X0 = "x0";
    public static final String Y0 = "y0";
    public static final String X1 = "x1";
    public static final String Y1 = "y1";

    private BoxFields() {}
}
