package io.zoetrope.operators.playback;

import io.zoetrope.media.playback.SegmentContainer;
import java.util.Locale;

/**
 * Where a video's files lie below the object store's root: {@code hls/<video
 * key>/<generation>/<rendition>/}. Each life of a video has a folder of its own, so that what is
 * left of an earlier one is told from a later one's. Pure.
 */
public final class PlaybackFiles {
    public static final String ROOT = "hls";
    public static final String MASTER = "master.m3u8";
    public static final String HEAD = "init.mp4";

    private PlaybackFiles() {}

    /**
     * @param videoKey see {@link io.zoetrope.domain.VideoIds#key}
     */
    public static String folder(String videoKey) {
        return ROOT + "/" + videoKey;
    }

    static String master(String videoKey) {
        return folder(videoKey) + "/" + MASTER;
    }

    static String folder(String videoKey, long generation) {
        return folder(videoKey) + "/" + generation;
    }

    static String folder(String videoKey, long generation, String rendition) {
        return folder(videoKey, generation) + "/" + rendition;
    }

    /**
     * The playlist of one rendition.
     *
     * @param edition 0 for those with the planned target duration; others have theirs behind the
     *     name, so that no name ever stands for two
     */
    static String media(int edition) {
        return list("media", edition);
    }

    /** The playlist of its key frames. */
    static String keyFrames(int edition) {
        return list("iframes", edition);
    }

    private static String list(String name, int edition) {
        return name + (edition == 0 ? "" : Integer.toString(edition)) + ".m3u8";
    }

    /**
     * The initialization segment of a segment that is coded unlike the first.
     *
     * @param index of that segment; 0 for the one of all others
     */
    static String head(int index) {
        return index == 0 ? HEAD : String.format(Locale.ROOT, "%06d.mp4", index);
    }

    /** Sorts by index. */
    static String segment(int index, SegmentContainer container) {
        return String.format(Locale.ROOT, "%06d", index) + container.extension();
    }
}
