package io.zoetrope.operators.playback;

import io.zoetrope.media.playback.SegmentContainer;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is made of videos for playback.
 *
 * @param longestUs a video is copied only if no two of its key frames are farther apart; others are
 *     encoded
 * @param ladder shorter sides of the pictures of what is encoded, in pixels, largest first
 * @param container of the segments
 */
public record RenditionOptions(long longestUs, List<Integer> ladder, SegmentContainer container)
        implements Serializable {
    private static final int MOST = 8;
    private static final int LEAST_SIDE = 16;
    private static final int MOST_SIDE = 2160;

    public RenditionOptions {
        // A list that Java itself serializes and Flink's copies know.
        ladder = new ArrayList<>(ladder);
        ladder.sort(Comparator.reverseOrder());
        if (ladder.isEmpty() || ladder.size() > MOST) {
            throw new IllegalArgumentException(
                    "a ladder has between 1 and " + MOST + " renditions, not " + ladder.size());
        }
        for (int side : ladder) {
            if (side < LEAST_SIDE || side > MOST_SIDE) {
                throw new IllegalArgumentException(
                        "a rendition's side is between 16 and 2160 pixels, not " + side);
            }
        }
    }
}
