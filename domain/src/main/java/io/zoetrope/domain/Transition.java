package io.zoetrope.domain;

/** How a shot begins. */
public enum Transition {
    /** From one frame to the next. */
    CUT("cut"),

    /** Through a picture of one colour, mostly black. */
    FADE("fade"),

    /** One picture melts into the other. */
    DISSOLVE("dissolve");

    private final String wireName;

    Transition(String wireName) {
        this.wireName = wireName;
    }

    /** As it stands in documents, in the archive and in the API. */
    public String wireName() {
        return wireName;
    }
}
