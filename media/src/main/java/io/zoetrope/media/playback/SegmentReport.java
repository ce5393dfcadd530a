package io.zoetrope.media.playback;

import java.util.List;

/**
 * What one request made.
 *
 * @param ended whether the file holds nothing after it
 * @param tracks one for each rendition, as asked, then the sound if the video has any; without a
 *     sample in the stretch too
 */
public record SegmentReport(boolean ended, List<MadeTrack> tracks) {
    /** Renditions with pictures of one video at most. */
    public static final int MOST_RENDITIONS = 8;

    /** And the sound. */
    public static final int MOST_TRACKS = MOST_RENDITIONS + 1;
}
