package io.zoetrope.domain;

import java.util.Locale;

/** Where a line of dialogue comes from. */
public enum LineSource {
    /** Subtitles inside the video's file. */
    EMBEDDED,

    /** A subtitle file beside the video. */
    SIDECAR,

    /** Speech that was recognised. */
    SPEECH;

    /** As it stands in documents, in the archive and in the API. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
