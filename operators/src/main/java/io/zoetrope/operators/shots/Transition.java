package io.zoetrope.operators.shots;

/** How a shot begins. */
public enum Transition {
    /** From one frame to the next. */
    CUT("cut"),

    /** Through a picture of one colour, mostly black. */
    FADE("fade"),

    /** One picture melts into the other. */
    DISSOLVE("dissolve");

    private final String wire;

    Transition(String wire) {
        this.wire = wire;
    }

    public String wire() {
        return wire;
    }
}
