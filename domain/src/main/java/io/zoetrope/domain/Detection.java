package io.zoetrope.domain;

/**
 * One object seen in one frame.
 *
 * @param label class name from the detector's label list
 * @param score in [0,1]
 * @param appearance normalised vector by which the object is recognised again; empty if there is
 *     none
 * @param picture path of its stored picture below the object-store root, or empty
 */
public record Detection(String label, float score, Box box, Vector appearance, String picture) {
    public Detection {
        picture = picture == null ? "" : picture;
    }

    /** Without a picture of its own. */
    public Detection(String label, float score, Box box, Vector appearance) {
        this(label, score, box, appearance, "");
    }

    public Detection withAppearance(Vector look) {
        return new Detection(label, score, box, look, picture);
    }

    public Detection withPicture(String path) {
        return new Detection(label, score, box, appearance, path);
    }
}
