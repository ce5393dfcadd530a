package io.zoetrope.operators.dispatch;

/** What a stretch of video costs: media time × pixels, in milliseconds of 1920×1080. */
final class Cost {
    private static final long FULL_HD = 1920L * 1080;

    private Cost() {}

    /**
     * @param durationUs media time
     * @param width in pixels; 0 if not known, then 1080p is assumed
     * @return at least 1
     */
    static long of(long durationUs, int width, int height) {
        long pixels = (long) width * height;
        double share = pixels > 0 ? (double) pixels / FULL_HD : 1;
        return Math.max(1, Math.round(durationUs / 1000.0 * share));
    }
}
