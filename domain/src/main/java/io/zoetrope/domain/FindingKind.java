package io.zoetrope.domain;

import io.zoetrope.domain.finding.DialogueLine;
import io.zoetrope.domain.finding.Moment;
import io.zoetrope.domain.finding.ScreenText;
import io.zoetrope.domain.finding.Shot;
import io.zoetrope.domain.finding.SoundWindow;
import io.zoetrope.domain.finding.TrackedObject;

/** The kinds of things that are found in a video; each has an index and an archive of its own. */
public enum FindingKind {
    /** A {@link Moment}. */
    MOMENT("moments"),

    /** A {@link Shot}. */
    SHOT("shots"),

    /** A {@link TrackedObject}. */
    OBJECT("objects"),

    /** A {@link SoundWindow}. */
    SOUND("sounds"),

    /** A {@link DialogueLine}. */
    LINE("dialogue"),

    /** A {@link ScreenText}. */
    TEXT("texts");

    private final String alias;

    FindingKind(String alias) {
        this.alias = alias;
    }

    /** Read alias over all indexes of this kind. */
    public String alias() {
        return alias;
    }

    /** Whether each model has indexes of its own; if not, one index takes all. */
    public boolean isByModel() {
        return this != SHOT;
    }
}
