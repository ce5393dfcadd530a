package io.zoetrope.domain;

/**
 * A small picture of a sampled frame.
 *
 * @param path below the object-store root, see {@link #pathOf}
 * @param jpeg JFIF bytes
 */
public record KeyFrameImage(String path, byte[] jpeg) {
    /** {@code keyframes/<videoId>/<milliseconds, 10 digits>.jpg}: sorts by media time. */
    public static String pathOf(String videoId, long ptsUs) {
        return "keyframes/" + videoId + "/" + String.format("%010d", ptsUs / 1000) + ".jpg";
    }
}
