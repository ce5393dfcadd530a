package io.zoetrope.operators.order;

/** When something is due for a video that nothing comes for. */
final class OrderClock {
    private final OrderOptions options;
    private final OrderOutput out;

    OrderClock(OrderOptions options, OrderOutput out) {
        this.options = options;
        this.out = out;
    }

    /** Asks for the timers of an open video. */
    void schedule(OrderedVideo video) throws Exception {
        if (video.hasGap()) {
            out.fireBy(giveUpAtMs(video));
        }
        if (video.hasSaid()) {
            out.fireBy(sayAgainAtMs(video));
        }
    }

    long giveUpAtMs(OrderedVideo video) {
        return after(video.gapSinceMs(), options.giveUpMs());
    }

    static long sayAgainAtMs(OrderedVideo video) {
        return video.saidMs() + OrderOptions.REPEAT_MS;
    }

    /**
     * @param heardMs when something last came of the video
     */
    long forgetAtMs(long heardMs) {
        return after(heardMs, options.rememberMs());
    }

    /** When a wait is over; the time that the job was away does not count. */
    private long after(long sinceMs, long waitMs) {
        return Math.max(sinceMs, out.startedMs()) + waitMs;
    }
}
