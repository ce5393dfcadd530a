package io.zoetrope.media.playback;

/**
 * Size of a rendition's pictures in square pixels, both sides even. Pure.
 *
 * @param width displayed
 * @param height displayed
 */
public record PictureSize(int width, int height) {
    /** Encoders of H.264 take no smaller and hardly a larger side. */
    private static final int LEAST = 16;

    private static final int MOST = 4096;

    /** What is encoded because it cannot be copied is no larger than this. */
    private static final int MOST_OF_SOURCE = 1080;

    /**
     * Of the rendition with a name: {@code 720p} has pictures whose shorter side is 720, or the
     * source's if that is shorter; {@link MadeTrack#COPIED} the source's up to 1080.
     *
     * @param width of the source as displayed
     * @param height of the source as displayed
     */
    public static PictureSize of(String name, int width, int height) {
        int side = name.equals(MadeTrack.COPIED) ? MOST_OF_SOURCE : side(name);
        int shorter = Math.max(1, Math.min(width, height));
        int longer = Math.max(1, Math.max(width, height));
        double scale = Math.min(1, Math.min((double) side / shorter, (double) MOST / longer));
        scale = Math.max(scale, (double) LEAST / shorter);
        return new PictureSize(even(width, scale), even(height, scale));
    }

    private static int even(int source, double scale) {
        int near = 2 * (int) Math.round(source * scale / 2);
        int even = scale <= 1 && near > source ? near - 2 : near;
        return Math.max(LEAST, Math.min(MOST, even));
    }

    /** Name of the rendition whose shorter side is this. */
    public static String name(int side) {
        return side + "p";
    }

    /** Whether {@link #of} knows the name. */
    public static boolean isName(String name) {
        return name.equals(MadeTrack.COPIED) || name.matches("[1-9][0-9]{1,3}p");
    }

    private static int side(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("no rendition: " + name);
        }
        return Integer.parseInt(name.substring(0, name.length() - 1));
    }
}
