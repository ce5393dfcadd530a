package io.zoetrope.operators.dispatch;

import io.zoetrope.domain.store.StoreName;

/**
 * Where one video stands in the line; some hundred bytes, written whenever one of its segments is
 * sent or heard of. Held in state: components may be added, none moved or taken away.
 *
 * @param tenant whose video it is
 * @param store see {@link StoreName#of}
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
 * @param awaySinceMs since when it waits for a store that is down, epoch milliseconds; 0 if it does
 *     not
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
        int chainSlot,
        long awaySinceMs) {
    private static final int[] NONE = {};

    public VideoCursor {
        tenant = tenant == null ? "" : tenant;
        store = store == null ? "" : store;
        sent = sent == null ? NONE : sent;
        slots = slots == null ? NONE : slots;
        again = again == null ? NONE : again;
    }

    /** Of a video that enters the line. */
    public static VideoCursor enter(PlannedVideo video, long sequence, long nowMs) {
        return new VideoCursor(
                video.video().tenant(),
                StoreName.of(video.video().uri()),
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
                -1,
                0);
    }
}
