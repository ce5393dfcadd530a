package io.zoetrope.domain.finding;

import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.VideoRef;

/**
 * One thing that was found in a video: exactly one component is set. A plain record and no
 * interface, so that Flink writes it by its fields.
 */
public record Finding(
        Moment moment,
        Shot shot,
        TrackedObject object,
        SoundWindow sound,
        DialogueLine line,
        ScreenText text) {
    public static Finding of(Moment moment) {
        return new Finding(moment, null, null, null, null, null);
    }

    public static Finding of(Shot shot) {
        return new Finding(null, shot, null, null, null, null);
    }

    public static Finding of(TrackedObject object) {
        return new Finding(null, null, object, null, null, null);
    }

    public static Finding of(SoundWindow sound) {
        return new Finding(null, null, null, sound, null, null);
    }

    public static Finding of(DialogueLine line) {
        return new Finding(null, null, null, null, line, null);
    }

    public static Finding of(ScreenText text) {
        return new Finding(null, null, null, null, null, text);
    }

    /** The one that is set. */
    public Found found() {
        if (moment != null) {
            return moment;
        }
        if (shot != null) {
            return shot;
        }
        if (object != null) {
            return object;
        }
        if (sound != null) {
            return sound;
        }
        return line != null ? line : text;
    }

    public FindingKind kind() {
        return found().kind();
    }

    public VideoRef video() {
        return found().video();
    }

    public long generation() {
        return found().generation();
    }

    public int ordinal() {
        return found().ordinal();
    }
}
