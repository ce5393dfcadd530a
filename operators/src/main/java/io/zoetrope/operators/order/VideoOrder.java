package io.zoetrope.operators.order;

import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.operators.admit.VideoChange;
import io.zoetrope.operators.observe.ObservedSegment;

/**
 * The order of one video: what each change, segment and moment of time means for it. Plain; it
 * knows no Flink.
 */
final class VideoOrder {
    private static final int NONE = -1;

    private final String videoKey;
    private final OrderOptions options;
    private final OrderMemory memory;
    private final OrderOutput out;
    private final Resequencer waiting;
    private final SegmentOrder order;
    private final OrderClock clock;

    /** One change of what is open. */
    private interface Advance {
        OrderedVideo apply(OrderedVideo video) throws Exception;
    }

    VideoOrder(String videoKey, OrderOptions options, OrderMemory memory, OrderOutput out) {
        this.videoKey = videoKey;
        this.options = options;
        this.memory = memory;
        this.out = out;
        this.waiting = new Resequencer(memory);
        this.order = new SegmentOrder(videoKey, waiting, this::step);
        this.clock = new OrderClock(options, out);
    }

    // Changes of its lifecycle

    void change(VideoChange change) throws Exception {
        if (change.kind() == VideoChange.Kind.PLAYBACK) {
            // A branch of its own, which may end later: whoever keeps the video knows what it is.
            out.step(VideoStep.of(change));
            return;
        }
        if (isOver(change.generation())) {
            turnAway(change);
            return;
        }
        OrderedVideo video = memory.open();
        boolean isOpen = isOpen(video, change.generation());
        switch (change.kind()) {
            case OPENED -> {
                out.step(VideoStep.of(change));
                if (!isOpen) {
                    begin(change.generation());
                }
            }
            case FAILED -> {
                out.step(VideoStep.of(change));
                int last = isOpen ? video.next() - 1 : NONE;
                close(memory.past().ended(change.generation(), last));
            }
            case REMOVED -> {
                out.step(VideoStep.of(change));
                out.takePictures(change.generation());
                close(memory.past().removed(change.generation(), memory.isUsed()));
            }
            case ENDED -> {
                if (isOpen) {
                    out.step(VideoStep.of(change));
                    settle(video.counted(change.segmentsTotal()), order::advance, NONE);
                }
            }
            case QUEUED -> {
                if (isOpen) {
                    out.step(VideoStep.of(change));
                }
            }
            case PLAYBACK -> throw new IllegalStateException("told above");
            case HELD, RESUMED -> {
                if (isOpen) {
                    hold(video.withHeld(change.kind() == VideoChange.Kind.HELD));
                }
            }
        }
    }

    /** Whoever sent a video that is over before it begins hears of it by this alone. */
    private void turnAway(VideoChange change) {
        if (change.kind() == VideoChange.Kind.OPENED || change.kind() == VideoChange.Kind.FAILED) {
            out.count(OrderMetric.OVERTAKEN, 1);
            out.reject(Overtaken.letter(change, out.nowMs()));
            out.tell(Overtaken.conclusion(change, out.nowMs()));
        }
    }

    private void begin(long generation) throws Exception {
        waiting.dropBelow(generation);
        settle(OrderedVideo.begin(generation), order::advance, NONE);
    }

    /** A gap's clock stands while the line holds a segment back, and begins anew after that. */
    private void hold(OrderedVideo video) throws Exception {
        OrderedVideo watched = watchGap(video);
        memory.keepOpen(watched);
        clock.schedule(watched);
    }

    // Its segments

    void segment(ObservedSegment part) throws Exception {
        OrderedVideo video = memory.open();
        if (isOver(part.generation())) {
            passOver(part);
        } else if (!isOpen(video, part.generation())) {
            await(part);
        } else if (part.index() < video.next()) {
            repeat(video, part);
        } else {
            waiting.add(part);
            settle(video.sentBy(part.run()), order::advance, arrived(part));
        }
    }

    /** A straggler; if its video was removed, its pictures may have come after that. */
    private void passOver(ObservedSegment part) throws Exception {
        out.count(OrderMetric.LATE, 1);
        PastLives past = memory.past();
        if (part.last()) {
            if (past.isRemoved(part.generation())) {
                out.takePictures(past.removedBelow());
            }
            answer(part, past);
        }
        hear();
    }

    private void answer(ObservedSegment part, PastLives past) throws Exception {
        OrderedVideo video = memory.open();
        if (video != null && video.again() && part.generation() == video.generation() - 1) {
            out.tell(SegmentDone.again(videoKey, part.generation(), part.run()));
            if (part.last()) {
                // Its place on the way is free again.
                out.tell(done(part, NONE));
            }
        } else {
            out.tell(done(part, past.lastOf(part.generation())).ending(true, true));
        }
    }

    /** Of a life that is yet to open. */
    private void await(ObservedSegment part) throws Exception {
        waiting.add(part);
        if (arrived(part) != NONE) {
            out.tell(done(part, NONE));
        }
        hear();
    }

    /** The dispatcher did not hear of it, or it was given up and comes too late. */
    private void repeat(OrderedVideo video, ObservedSegment part) throws Exception {
        out.count(OrderMetric.REPEATED, 1);
        if (part.last()) {
            say(video.sentBy(part.run()), part.index());
        }
    }

    /** Returns the part's segment if it is all there. */
    private int arrived(ObservedSegment part) throws Exception {
        return waiting.isComplete(part.generation(), part.index()) ? part.index() : NONE;
    }

    // Time

    void timer(long nowMs) throws Exception {
        OrderedVideo video = memory.open();
        if (video == null) {
            forget(nowMs);
        } else if (video.hasGap() && nowMs >= clock.giveUpAtMs(video)) {
            settle(video, this::giveUp, NONE);
        } else if (video.hasSaid() && nowMs >= OrderClock.sayAgainAtMs(video)) {
            say(video, NONE);
        } else {
            clock.schedule(video);
        }
    }

    /**
     * If nothing could be given up, because what came later is not complete, the wait begins again.
     */
    private OrderedVideo giveUp(OrderedVideo video) throws Exception {
        return order.giveUp(video, options.giveUpMs()).withoutGap();
    }

    private void forget(long nowMs) throws Exception {
        long overMs = clock.forgetAtMs(memory.heardMs());
        if (nowMs >= overMs) {
            rejectWaiting();
            PastLives past = memory.past();
            if (past.followed()) {
                // Nobody was told of pictures of a segment that failed half way.
                out.takePictures(past.removedBelow());
            }
            memory.clear();
        } else {
            out.fireBy(overMs);
        }
    }

    /** Their video never opened: the dispatcher need not send more of it. */
    private void rejectWaiting() throws Exception {
        for (SegmentPosition at : memory.positions()) {
            ObservedSegment part = memory.get(at);
            out.count(OrderMetric.UNKNOWN, 1);
            if (part.last()) {
                out.tell(done(part, part.index()).ending(true, true));
            }
        }
    }

    // What is common to them

    /**
     * Advances, keeps what that left, and tells the dispatcher if there is news.
     *
     * @param arrived a segment that has come, or -1
     */
    private void settle(OrderedVideo before, Advance advance, int arrived) throws Exception {
        OrderedVideo after = advance.apply(before);
        if (after.generation() > before.generation()) {
            say(after, NONE);
        } else if (after.isComplete()) {
            out.tell(after.word(videoKey, arrived).ending(true, false));
            close(memory.past().ended(after.generation(), after.next() - 1));
        } else {
            OrderedVideo watched = watchGap(after);
            if (arrived != NONE || after.next() > before.next()) {
                say(watched, arrived);
            } else {
                memory.keepOpen(watched);
                clock.schedule(watched);
            }
        }
    }

    private OrderedVideo watchGap(OrderedVideo video) throws Exception {
        if (video.held() || !waiting.isWaitingPast(video.generation(), video.next())) {
            return video.withoutGap();
        }
        return video.hasGap() ? video : video.withGapSince(out.nowMs());
    }

    /** Tells the dispatcher how far an open video is, and notes that it did. */
    private void say(OrderedVideo video, int arrived) throws Exception {
        OrderedVideo said = video.saidAt(out.nowMs());
        memory.keepOpen(said);
        out.tell(said.word(videoKey, arrived));
        clock.schedule(said);
    }

    /** Of a segment that came to a life that is not open. */
    private SegmentDone done(ObservedSegment part, int index) {
        return SegmentDone.done(
                videoKey, part.generation(), index, part.index(), part.endUs(), part.run());
    }

    /** Closes what is open; what comes of it from now on is late. */
    private void close(PastLives past) throws Exception {
        memory.close(past);
        waiting.dropBelow(past.overBelow());
        hear();
    }

    private void hear() throws Exception {
        memory.hearAt(out.nowMs());
        out.fireBy(clock.forgetAtMs(out.nowMs()));
    }

    private void step(VideoStep step) {
        switch (step.kind()) {
            case SEGMENT -> out.count(OrderMetric.SEGMENTS, 1);
            case GAP -> out.count(OrderMetric.GAPS, 1);
            case AGAIN -> out.count(OrderMetric.AGAIN, 1);
            default -> {}
        }
        out.step(step);
    }

    private boolean isOver(long generation) throws Exception {
        OrderedVideo video = memory.open();
        return memory.past().isOver(generation)
                || (video != null && generation < video.generation());
    }

    private static boolean isOpen(OrderedVideo video, long generation) {
        return video != null && video.generation() == generation;
    }
}
