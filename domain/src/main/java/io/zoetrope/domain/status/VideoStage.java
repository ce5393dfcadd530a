package io.zoetrope.domain.status;

import java.util.Locale;

/** What is being done about a video, for those who watch it. */
public enum VideoStage {
    /** It stands in the line. */
    WAITING,

    /** Its segments are decoded and looked at. */
    ANALYSING,

    /** All its segments are done; the last documents are on their way. */
    WRITING,

    /** Nothing more comes of it unless it is sent again. */
    DONE;

    /** As the API and the indexes write it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
