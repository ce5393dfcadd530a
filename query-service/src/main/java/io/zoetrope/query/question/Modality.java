package io.zoetrope.query.question;

import java.util.List;

/** The ways in which a moment can be looked for, as requests name them. */
public final class Modality {
    /** How it looks. */
    public static final String VISUAL = "visual";

    /** How it sounds. */
    public static final String AUDIO = "audio";

    /** What is said in it. */
    public static final String DIALOGUE = "dialogue";

    /** What is written in its pictures. */
    public static final String TEXT = "text";

    /** What is in it. */
    public static final String OBJECT = "object";

    public static final List<String> ALL = List.of(VISUAL, AUDIO, DIALOGUE, TEXT, OBJECT);

    private Modality() {}
}
