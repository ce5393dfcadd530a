package io.zoetrope.domain;

import java.util.Locale;

/**
 * The step at which something was found to be wrong, as messages, documents and metrics name it.
 */
public enum Stage {
    PARSE("a message is taken apart"),
    PROBE("a video is opened for the first time"),
    PLAN("a video is cut into segments"),
    DECODE("a segment is decoded"),
    OBSERVE("models look at its pictures"),
    ORDER("a video's segments are put in order"),
    PACKAGE("a video is prepared for playback"),
    INDEX("documents are written");

    private final String what;

    Stage(String what) {
        this.what = what;
    }

    /** What happens there, for people: goes on from "where". */
    public String what() {
        return what;
    }

    /** The name that messages and documents carry: in lower case, and never changed. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
