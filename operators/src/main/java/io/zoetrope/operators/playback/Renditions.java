package io.zoetrope.operators.playback;

import io.zoetrope.domain.MediaInfo;
import io.zoetrope.media.KeyFrameIndex;
import io.zoetrope.media.playback.MadeTrack;
import java.util.List;

/**
 * What is made of a video: the pictures as they are, or nothing. Decided by what its container
 * says; whether it can be copied indeed is known when it is opened again. Pure.
 */
final class Renditions {
    /**
     * Side of a square picture that stands for what a rendition costs, as the waiting line counts
     * it: copying is paid by the byte and counts like a small picture.
     */
    static final int COST_SIDE = 64;

    private Renditions() {}

    /**
     * @return names of the renditions; empty if the video cannot be played from here
     */
    static List<String> of(MediaInfo media, KeyFrameIndex keys, RenditionOptions options) {
        boolean copied = media.hasPictures() && isCopied(media, keys, options.longestUs());
        return copied ? List.of(MadeTrack.COPIED) : List.of();
    }

    private static boolean isCopied(MediaInfo media, KeyFrameIndex keys, long longestUs) {
        return media.videoCodec().equals("h264")
                && (media.audioCodec().isEmpty() || media.audioCodec().equals("aac"))
                && media.rotationDegrees() == 0
                && media.startUs() >= 0
                && areClose(media, keys.timesUs(), longestUs);
    }

    /** Whether no two key frames are farther apart; the end of the video counts as one. */
    private static boolean areClose(MediaInfo media, long[] timesUs, long longestUs) {
        long beforeUs = media.firstUs();
        for (long us : timesUs) {
            if (us - beforeUs > longestUs) {
                return false;
            }
            beforeUs = us;
        }
        return media.endUs() - beforeUs <= longestUs;
    }
}
