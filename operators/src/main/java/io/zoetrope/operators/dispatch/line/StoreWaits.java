package io.zoetrope.operators.dispatch.line;

import io.zoetrope.domain.store.StoreName;
import io.zoetrope.operators.StoreBreakers;
import io.zoetrope.operators.dispatch.DispatchOptions;
import io.zoetrope.operators.dispatch.PlannedVideo;
import io.zoetrope.operators.dispatch.line.WaitingVideo.Wait;
import java.util.List;

/**
 * Videos that cannot be read: because their store does not answer, then they wait until it does or
 * are given up in the end; or though it answers others, then they are tried again a few times. A
 * video waits for the store that is written to in the same way; and for its captions, without which
 * it goes on in the end. For one thread.
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
        return breakers.mayAsk(video.store) && breakers.mayAsk(video.awaited);
    }

    /** A segment of it is sent. */
    void asked(WaitingVideo video) {
        breakers.asked(video.store);
        breakers.asked(video.awaited);
    }

    /** A segment of it could be read, and its captions with it. */
    void answered(WaitingVideo video) {
        video.failures = 0;
        video.attempts = 0;
        video.awaySinceMs = 0;
        answered(video.store);
        answered(video.awaited);
        if (video.wait != Wait.STORE) {
            waitsFor(video, video.store, false);
        }
    }

    private void answered(String store) {
        if (breakers.answered(store)) {
            parking.ofStore(store).forEach(this::isBack);
        }
    }

    /**
     * A segment of it could not be read or stored, and waits again.
     *
     * @param store the one that did not answer: its own, or the one that is written to
     */
    void failed(WaitingVideo video, String store, String why) {
        if (store.equals(StoreName.OWN)) {
            answered(video.store);
        }
        failed(video, store, false, why);
    }

    /** A segment of it could not be made, which is no store's fault, and waits again. */
    void failedItself(WaitingVideo video, String why) {
        answered(video.store);
        if (video.wait == Wait.BACKOFF || video.wait == Wait.STORE) {
            return;
        }
        videos.unpark(video);
        if (Ending.isUseless(++video.attempts)) {
            videos.end(video, Ending.failed(videos.plan(video), video.done, why), nowMs);
        } else {
            parking.until(video, nowMs + backoff.afterMs(video.attempts));
        }
    }

    /** Its captions could not be read, and the segment waits again. */
    void captionsFailed(WaitingVideo video, String store, String why) {
        failed(video, store, true, why);
    }

    private void failed(WaitingVideo video, String store, boolean captions, String why) {
        if (video.wait == Wait.BACKOFF || captions && video.withoutCaptions) {
            return;
        }
        breakers.failed(store, why);
        if (video.wait != Wait.STORE) {
            videos.unpark(video);
            waitsFor(video, store, captions);
            putOff(video, why);
        }
        giveUpOn(store, why);
    }

    /** What it is to be parked for; not while it is. */
    private static void waitsFor(WaitingVideo video, String store, boolean captions) {
        video.awaited = store;
        video.forCaptions = captions;
    }

    /** Until its store answers. */
    void await(WaitingVideo video) {
        if (!breakers.mayAsk(video.store)) {
            waitsFor(video, video.store, false);
        }
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
        if (breakers.isDown(video.awaited)) {
            await(video);
        } else if (Ending.isHopeless(++video.failures) && video.forCaptions) {
            goOnWithout(video);
        } else if (Ending.isHopeless(video.failures)) {
            PlannedVideo planned = videos.plan(video);
            videos.end(video, Ending.unreadable(planned, video.done, video.awaited, why), nowMs);
        } else {
            parking.until(video, nowMs + backoff.afterMs(video.failures));
        }
    }

    private void goOnWithout(WaitingVideo video) {
        video.withoutCaptions = true;
        video.failures = 0;
        videos.unpark(video);
        waitsFor(video, video.store, false);
        isBack(video);
    }

    private void isBack(WaitingVideo video) {
        video.awaySinceMs = 0;
        videos.change(video);
        videos.queue(video);
    }

    /** Ends videos that have waited for their store for too long. */
    private void giveUpOn(String store, String why) {
        for (WaitingVideo video : parking.ofStore(store)) {
            if (nowMs - video.awaySinceMs < giveUpMs) {
                continue;
            }
            if (video.forCaptions) {
                goOnWithout(video);
            } else {
                PlannedVideo planned = videos.plan(video);
                videos.end(
                        video, Ending.storeAway(planned, video.done, store, giveUpMs, why), nowMs);
            }
        }
    }
}
