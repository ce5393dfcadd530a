package io.zoetrope.query.question;

import java.util.Set;

/** The ways in which a moment can be looked for, as requests name them. */
public final class Modality {
    public static final String VISUAL = "visual";
    public static final String OBJECT = "object";
    static final Set<String> ALL = Set.of(VISUAL, "audio", "dialogue", "text", OBJECT);
    static final Set<String> SEARCHED = Set.of(VISUAL, OBJECT);

    private Modality() {}
}
