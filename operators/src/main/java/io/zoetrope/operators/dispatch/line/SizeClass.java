package io.zoetrope.operators.dispatch.line;

import java.util.TreeMap;

/**
 * Videos of one tenant that cost about the same, first come first served; see {@link Tenant}. For
 * one thread.
 */
final class SizeClass {
    /** Ten seconds of 1080p, and from one class to the next four times as much. */
    private static final long SMALLEST = 10_000;

    static final int COUNT = 7;

    private final TreeMap<Long, WaitingVideo> ready = new TreeMap<>();

    /** Cost of all that ever entered, and of all that left or was sent. */
    private long entered;

    private long served;

    static int of(long cost) {
        int size = 0;
        for (long most = SMALLEST; cost > most && size < COUNT - 1; most *= 4) {
            size++;
        }
        return size;
    }

    void enter(WaitingVideo video) {
        video.entryMark = entered;
        entered += video.costAhead();
    }

    void serve(long cost) {
        served += cost;
    }

    /** Cost that is in it. */
    long waiting() {
        return Math.max(0, entered - served);
    }

    /** About the cost that is served before a video of it. */
    long ahead(WaitingVideo video) {
        return Math.max(0, video.entryMark - served);
    }

    void add(WaitingVideo video) {
        ready.put(video.sequence, video);
    }

    void remove(WaitingVideo video) {
        ready.remove(video.sequence);
    }

    boolean isEmpty() {
        return ready.isEmpty();
    }

    WaitingVideo first() {
        return ready.firstEntry().getValue();
    }
}
