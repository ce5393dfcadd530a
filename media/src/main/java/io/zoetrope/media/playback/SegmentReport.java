package io.zoetrope.media.playback;

import java.util.List;

/**
 * What one request made.
 *
 * @param ended whether the file holds nothing after it
 * @param tracks the pictures' renditions, then the sound; those without a sample in the stretch too
 */
public record SegmentReport(boolean ended, List<MadeTrack> tracks) {
    /** Tracks of one video at most. */
    public static final int MOST_TRACKS = SegmentRequest.MOST_SIZES + 1;
}
