package io.zoetrope.operators.playback;

import io.zoetrope.domain.MediaInfo;
import io.zoetrope.media.KeyFrameIndex;
import io.zoetrope.media.playback.EncodedSize;
import io.zoetrope.media.playback.MadeTrack;
import java.util.ArrayList;
import java.util.List;

/**
 * What is made of a video: the pictures as they are, or encoded in a few sizes. Decided by what its
 * container says; whether it can be copied at all is known when it is opened again. Pure.
 */
final class Renditions {
    private static final List<String> COPIED = List.of(MadeTrack.COPIED);
    private static final String SUFFIX = "p";

    /** Bits for each pixel of a second of 25 pictures: what openh264 needs to look well. */
    private static final double BITS_PER_PIXEL = 0.09;

    private static final double USUAL_RATE = 25;
    private static final double MOST_RATE = 60;
    private static final int LEAST_BITS = 150_000;

    private Renditions() {}

    /**
     * @return names of the renditions; empty if the video cannot be played from here
     */
    static List<String> of(MediaInfo media, KeyFrameIndex keys, RenditionOptions options) {
        if (!media.hasPictures()) {
            return List.of();
        }
        if (isCopied(media, keys, options.longestUs())) {
            return COPIED;
        }
        List<String> names = new ArrayList<>();
        for (int height : options.ladder()) {
            if (height <= shortSide(media)) {
                names.add(height + SUFFIX);
            }
        }
        boolean tiny = names.isEmpty() && !options.ladder().isEmpty();
        return tiny ? List.of(even(shortSide(media)) + SUFFIX) : names;
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

    static boolean copies(List<String> names) {
        return names.equals(COPIED);
    }

    /** The sizes of encoded renditions: of the source's shape, with even sides. */
    static List<EncodedSize> sizes(List<String> names, MediaInfo media) {
        return copies(names) ? List.of() : names.stream().map(name -> size(name, media)).toList();
    }

    private static EncodedSize size(String name, MediaInfo media) {
        int side = Integer.parseInt(name.substring(0, name.length() - SUFFIX.length()));
        double scale = Math.min(1, (double) side / Math.max(1, shortSide(media)));
        int width = even((int) Math.round(media.width() * scale));
        int height = even((int) Math.round(media.height() * scale));
        double rate = media.frameRate() == null ? 0 : media.frameRate().value();
        double often = Math.min(MOST_RATE, rate > 0 ? rate : USUAL_RATE) / USUAL_RATE;
        // Pictures of a faster video differ less from each other.
        double bits = BITS_PER_PIXEL * width * height * USUAL_RATE * Math.sqrt(often);
        return new EncodedSize(name, width, height, (int) Math.max(LEAST_BITS, bits));
    }

    private static int shortSide(MediaInfo media) {
        return Math.min(media.width(), media.height());
    }

    private static int even(int side) {
        return Math.max(2, side / 2 * 2);
    }

    /**
     * Pixels of one picture that stand for what the renditions cost, as the waiting line counts it:
     * copying is paid by the byte and counts like a small picture.
     */
    static int costPixels(List<String> names, MediaInfo media) {
        int copied = 64 * 64;
        return sizes(names, media).stream()
                .mapToInt(size -> size.width() * size.height())
                .reduce(copied, Integer::sum);
    }
}
