package io.zoetrope.operators.dispatch;

/**
 * Where one video stands in the line; some hundred bytes, written whenever one of its segments is
 * sent or heard of. Held in state: components may be added, none moved or taken away.
 *
 * @param tenant whose video it is
 * @param store see {@link Stores#of}
 * @param generation of the video's admission
 * @param sequence its place among all that entered
 * @param enteredMs epoch milliseconds
 * @param cost of all that is planned, see {@link Cost}
 * @param sentCost of what was sent so far
 * @param next index of the first segment that was never sent
 * @param done how many segments are done, from the first without a gap
 * @param sent indexes of those that are on the way, ascending
 * @param slots where each of them went
 * @param again indexes of those that are to be sent once more, ascending
 * @param chainSlot where its decoder stands in the middle of a group of pictures, or -1
 */
public record VideoCursor(
        String tenant,
        String store,
        long generation,
        long sequence,
        long enteredMs,
        long cost,
        long sentCost,
        int next,
        int done,
        int[] sent,
        int[] slots,
        int[] again,
        int chainSlot) {
    private static final int[] NONE = {};

    public VideoCursor {
        tenant = tenant == null ? "" : tenant;
        store = store == null ? "" : store;
        sent = sent == null ? NONE : sent;
        slots = slots == null ? NONE : slots;
        again = again == null ? NONE : again;
    }

    /** Of a video that enters the line. */
    static VideoCursor enter(PlannedVideo video, long sequence, long nowMs) {
        return new VideoCursor(
                video.video().tenant(),
                Stores.of(video.video().uri()),
                video.generation(),
                sequence,
                nowMs,
                video.cost(),
                0,
                0,
                0,
                NONE,
                NONE,
                NONE,
                -1);
    }
}
