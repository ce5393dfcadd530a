package io.zoetrope.media.playback;

import java.util.List;

/**
 * What one request made.
 *
 * @param ended whether the file holds nothing after it
 * @param tracks the pictures, then the sound if the video has any; without a sample in the stretch
 *     too
 */
public record SegmentReport(boolean ended, List<MadeTrack> tracks) {
    /** Tracks of one video at most: pictures and sound. */
    public static final int MOST_TRACKS = 2;
}
