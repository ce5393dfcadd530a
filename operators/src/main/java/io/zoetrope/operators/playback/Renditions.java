package io.zoetrope.operators.playback;

import io.zoetrope.domain.MediaInfo;
import io.zoetrope.media.KeyFrameIndex;
import io.zoetrope.media.playback.MadeTrack;
import io.zoetrope.media.playback.PictureSize;
import io.zoetrope.media.playback.SegmentContainer;
import java.util.ArrayList;
import java.util.List;

/**
 * What is made of a video: its pictures as they are, or a ladder of renditions. Decided by what its
 * container says; if it turns out that it cannot be copied, it is encoded at its own size. Pure.
 *
 * @param names of the renditions, best first
 * @param costSide side of a square picture that stands for what they cost, as the waiting line
 *     counts it
 */
record Renditions(List<String> names, int costSide) {
    /** Among the names of renditions: their segments are transport streams. */
    private static final String TRANSPORT = "ts";

    /** Copying is paid by the byte and counts like a small picture. */
    private static final int COPIED_SIDE = 64;

    /** A picture that is encoded costs so much more than one that is decoded. */
    private static final int ENCODED_COST = 3;

    /** Of two renditions of nearly one size, one is enough. */
    private static final double LEAST_STEP = 0.8;

    private static final int LEAST_SIDE = 16;

    static Renditions of(MediaInfo media, KeyFrameIndex keys, RenditionOptions options) {
        if (isCopied(media, keys, options.longestUs())) {
            return new Renditions(List.of(MadeTrack.COPIED), COPIED_SIDE);
        }
        List<String> names = new ArrayList<>();
        int shorter = Math.max(LEAST_SIDE, Math.min(media.width(), media.height()));
        int before = Integer.MAX_VALUE;
        for (int rung : options.ladder()) {
            int side = Math.min(rung, shorter);
            if (side <= LEAST_STEP * before) {
                names.add(PictureSize.name(side));
                before = side;
            }
        }
        return new Renditions(names, costSide(media, names));
    }

    /**
     * As the line's plan holds them, so that all segments of a video are of one kind.
     *
     * @param container of their segments
     */
    List<String> planned(SegmentContainer container) {
        List<String> planned = new ArrayList<>(names);
        if (container == SegmentContainer.TS) {
            planned.add(TRANSPORT);
        }
        return planned;
    }

    static SegmentContainer container(List<String> planned) {
        return planned.contains(TRANSPORT) ? SegmentContainer.TS : SegmentContainer.FMP4;
    }

    /** The names alone. */
    static List<String> names(List<String> planned) {
        return planned.stream().filter(name -> !name.equals(TRANSPORT)).toList();
    }

    private static int costSide(MediaInfo media, List<String> names) {
        double pixels = (double) media.width() * media.height();
        for (String name : names) {
            PictureSize size = PictureSize.of(name, media.width(), media.height());
            pixels += (double) ENCODED_COST * size.width() * size.height();
        }
        return (int) Math.max(COPIED_SIDE, Math.round(Math.sqrt(pixels)));
    }

    private static boolean isCopied(MediaInfo media, KeyFrameIndex keys, long longestUs) {
        return media.videoCodec().equals("h264")
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
