package io.zoetrope.domain;

import java.util.Locale;

/**
 * A small picture of a sampled frame.
 *
 * @param path below the object-store root, see {@link #pathOf}
 * @param jpeg JFIF bytes
 * @param generation which life of its video it was made in: a {@link ThumbnailRemoval} takes the
 *     pictures of earlier ones
 */
public record Thumbnail(String path, byte[] jpeg, long generation) {
    /**
     * {@code keyframes/<video key>/<milliseconds, 10 digits>.jpg}: sorts by media time.
     *
     * @param videoKey see {@link VideoIds#key}
     */
    public static String pathOf(String videoKey, long ptsUs) {
        return folderOf(videoKey)
                + "/"
                + String.format(Locale.ROOT, "%010d", MediaTime.ms(ptsUs))
                + ".jpg";
    }

    /** Where all pictures of one video lie. */
    public static String folderOf(String videoKey) {
        return "keyframes/" + videoKey;
    }
}
