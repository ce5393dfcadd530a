package io.zoetrope.domain;

/**
 * A small picture of a sampled frame.
 *
 * @param path below the object-store root, see {@link #pathOf}
 * @param jpeg JFIF bytes
 */
public record KeyFrameImage(String path, byte[] jpeg) {
    /**
     * {@code keyframes/<video key>/<milliseconds, 10 digits>.jpg}: sorts by media time.
     *
     * @param videoKey see {@link VideoIds#key}
     */
    public static String pathOf(String videoKey, long ptsUs) {
        return "keyframes/" + videoKey + "/" + String.format("%010d", ptsUs / 1000) + ".jpg";
    }
}
