package io.zoetrope.operators.dispatch;

import io.zoetrope.operators.StoreBreakers;
import io.zoetrope.operators.dispatch.WaitingVideo.Wait;
import java.util.List;

/**
 * Videos that cannot be read: because their store does not answer, then they wait until it does or
 * are given up in the end; or though it answers others, then they are tried again a few times. For
 * one thread.
 */
final class StoreWaits {
    private final LineVideos videos;
    private final Parking parking;
    private final long giveUpMs;
    private final StoreBreakers breakers;
    private final Backoff backoff = new Backoff();
    private long nowMs;

    StoreWaits(LineVideos videos, DispatchOptions options) {
        this.videos = videos;
        this.parking = videos.parking();
        this.giveUpMs = options.giveUpMs();
        this.breakers = new StoreBreakers(() -> nowMs, options.leaseMs());
    }

    /** To be told before anything else that happens at a time. */
    void at(long ms) {
        nowMs = ms;
    }

    boolean mayAsk(WaitingVideo video) {
        return breakers.mayAsk(video.store);
    }

    /** A segment of it is sent. */
    void asked(WaitingVideo video) {
        breakers.asked(video.store);
    }

    /** A segment of it could be read. */
    void answered(WaitingVideo video) {
        video.failures = 0;
        video.awaySinceMs = 0;
        if (breakers.answered(video.store)) {
            parking.ofStore(video.store).forEach(this::isBack);
        }
    }

    /** A segment of it could not be read, and waits again. */
    void failed(WaitingVideo video, String why) {
        if (video.wait == Wait.BACKOFF) {
            return;
        }
        breakers.failed(video.store, why);
        if (video.wait != Wait.STORE) {
            videos.unpark(video);
            putOff(video, why);
        }
        giveUpOn(video.store, why);
    }

    /** Until its store answers. */
    void await(WaitingVideo video) {
        if (video.awaySinceMs == 0) {
            video.awaySinceMs = nowMs;
            videos.change(video);
        }
        parking.forStore(video);
    }

    /** Time has passed: those whose time has come are tried again, and one of each store. */
    void tick() {
        WaitingVideo due;
        while ((due = parking.due(nowMs)) != null) {
            videos.queue(due);
        }
        for (String store : parking.stores()) {
            if (breakers.mayAsk(store)) {
                videos.queue(parking.firstOfStore(store));
            }
        }
    }

    /** Stores that are left alone because they do not answer. */
    List<String> down() {
        return breakers.down();
    }

    /** Until its store answers; or, if that answers others, a while. */
    private void putOff(WaitingVideo video, String why) {
        if (breakers.isDown(video.store)) {
            await(video);
        } else if (Ending.isHopeless(++video.failures)) {
            videos.end(video, Ending.unreadable(videos.plan(video), video.done, why), nowMs);
        } else {
            parking.until(video, nowMs + backoff.afterMs(video.failures));
        }
    }

    private void isBack(WaitingVideo video) {
        video.awaySinceMs = 0;
        videos.change(video);
        videos.queue(video);
    }

    /** Ends videos that have waited for their store for too long. */
    private void giveUpOn(String store, String why) {
        for (WaitingVideo video : parking.ofStore(store)) {
            if (nowMs - video.awaySinceMs >= giveUpMs) {
                PlannedVideo planned = videos.plan(video);
                videos.end(video, Ending.storeAway(planned, video.done, giveUpMs, why), nowMs);
            }
        }
    }
}
