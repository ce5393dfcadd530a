package io.zoetrope.domain.finding;

import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.domain.VideoRef;

/**
 * What everything has that is found in a video. Not for fields of records that Flink writes: {@link
 * Finding} is.
 */
public sealed interface Found
        permits Moment, Shot, TrackedObject, SoundWindow, DialogueLine, ScreenText {
    FindingKind kind();

    VideoRef video();

    /** Of the video; documents of a higher one are never overwritten. */
    long generation();

    /** This is the n-th of its kind in its video, from 0. */
    int ordinal();

    /**
     * That found it. It names the index, so all vectors of one model lie in one space; {@link
     * ModelRef#NONE} if no model was asked.
     */
    ModelRef model();

    /** Of its document: deterministic, see {@link VideoIds}. */
    String id();

    /** Epoch milliseconds of the arrival event. */
    long arrivedMs();
}
