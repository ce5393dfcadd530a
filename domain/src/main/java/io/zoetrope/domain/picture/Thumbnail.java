package io.zoetrope.domain.picture;

import io.zoetrope.domain.MediaTime;
import io.zoetrope.domain.ThumbnailRemoval;
import io.zoetrope.domain.VideoIds;
import java.util.Locale;

/**
 * A small picture of a sampled frame, or of an object in it.
 *
 * @param path below the object-store root, see {@link #pathOf} and {@link #cropPathOf}
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

    /** Where the pictures of one video's frames lie. */
    public static String folderOf(String videoKey) {
        return "keyframes/" + videoKey;
    }

    /**
     * {@code crops/<video key>/<milliseconds, 10 digits>-<number>.jpg}.
     *
     * @param number tells objects of one frame apart
     */
    public static String cropPathOf(String videoKey, long ptsUs, int number) {
        return String.format(
                Locale.ROOT,
                "%s/%010d-%d.jpg",
                cropFolderOf(videoKey),
                MediaTime.ms(ptsUs),
                number);
    }

    /** Where the pictures of one video's objects lie. */
    public static String cropFolderOf(String videoKey) {
        return "crops/" + videoKey;
    }
}
