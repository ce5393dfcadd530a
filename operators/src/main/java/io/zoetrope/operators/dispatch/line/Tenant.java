package io.zoetrope.operators.dispatch.line;

/**
 * The queue of one tenant. Its videos are kept apart by what they cost, in classes that take turns
 * with the same share each; within a class, first come first served. So a clip waits for at most
 * one round of what is longer, a film has a share however many clips come, and few videos of a
 * tenant are begun at a time. For one thread.
 */
final class Tenant {
    /** Small, so that turns change after about each segment. */
    private static final long QUANTUM = 1_000;

    final String name;
    final double weight;

    /** Most segments on the way. */
    final int cap;

    int videos;
    int sent;

    /** Videos whose decoder is kept in the middle of a group of pictures. */
    int chains;

    private final SizeClass[] classes = new SizeClass[SizeClass.COUNT];
    private final DeficitRoundRobin<SizeClass> turns = new DeficitRoundRobin<>();

    Tenant(String name, double weight, int cap) {
        this.name = name;
        this.weight = weight;
        this.cap = cap;
        for (int i = 0; i < classes.length; i++) {
            classes[i] = new SizeClass();
        }
    }

    /** Credit of one round among tenants. */
    long quantum() {
        return Math.max(1, Math.round(QUANTUM * weight));
    }

    boolean isReady() {
        return sent < cap && turns.turn() != null;
    }

    /** The video whose turn it is; only if there is one. */
    WaitingVideo first() {
        return turns.turn().first();
    }

    void enter(WaitingVideo video) {
        videos++;
        classOf(video).enter(video);
    }

    /** Something of it can be sent. */
    void add(WaitingVideo video) {
        SizeClass size = classOf(video);
        size.add(video);
        turns.join(size, QUANTUM);
    }

    /** Nothing of it can be sent for now. */
    void remove(WaitingVideo video) {
        SizeClass size = classOf(video);
        size.remove(video);
        if (size.isEmpty()) {
            turns.leave(size);
        }
    }

    /** One of its segments is sent; it is in the queue, and stays there. */
    void charge(WaitingVideo video, long cost) {
        SizeClass before = classOf(video);
        turns.charge(before, cost);
        before.serve(Math.min(cost, video.costAhead()));
        long sentCost = video.sentCost + cost;
        if (SizeClass.of(Math.max(video.cost, sentCost)) == SizeClass.of(video.size())) {
            video.sentCost = sentCost;
        } else {
            remove(video);
            video.sentCost = sentCost;
            add(video);
        }
    }

    void leave(WaitingVideo video) {
        videos--;
        classOf(video).serve(video.costAhead());
    }

    long waiting() {
        long sum = 0;
        for (SizeClass size : classes) {
            sum += size.waiting();
        }
        return sum;
    }

    /** About the cost of this tenant's that is served before a video's first segment. */
    long ahead(WaitingVideo video) {
        SizeClass own = classOf(video);
        long ahead = own.ahead(video);
        long sum = ahead;
        for (SizeClass other : classes) {
            sum += other == own ? 0 : Math.min(ahead, other.waiting());
        }
        return sum;
    }

    private SizeClass classOf(WaitingVideo video) {
        return classes[SizeClass.of(video.size())];
    }
}
