package io.zoetrope.operators.order;

import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Stage;
import io.zoetrope.operators.observe.ObservedSegment;
import java.util.List;
import java.util.function.Consumer;

/** Lets the segments of one open video go on in order. Holds nothing itself. */
final class SegmentOrder {
    private final String videoKey;
    private final Resequencer waiting;
    private final Consumer<VideoStep> out;

    /**
     * @param out gets a step for each segment and each gap, and the end
     */
    SegmentOrder(String videoKey, Resequencer waiting, Consumer<VideoStep> out) {
        this.videoKey = videoKey;
        this.waiting = waiting;
        this.out = out;
    }

    /**
     * Lets every segment go on whose turn it is, up to the one in which the video ends. Begins the
     * video again, as the next generation, if one was made with other models than those before it.
     */
    OrderedVideo advance(OrderedVideo from) throws Exception {
        OrderedVideo video = from;
        List<ObservedSegment> parts = List.of();
        while (!video.isComplete()
                && !(parts = waiting.take(video.generation(), video.next())).isEmpty()) {
            ObservedSegment last = parts.get(parts.size() - 1);
            if (!video.fits(last.models())) {
                return again(video);
            }
            out.accept(VideoStep.segment(parts));
            video = video.advanced(last.endUs(), last.models());
            if (last.ended() || last.stop()) {
                video = video.counted(video.next());
            }
        }
        if (video.isComplete()) {
            out.accept(VideoStep.ended(videoKey, video.generation(), video.run()));
        }
        return video;
    }

    private OrderedVideo again(OrderedVideo video) throws Exception {
        OrderedVideo next = video.begunAgain();
        waiting.dropBelow(next.generation());
        out.accept(VideoStep.again(videoKey, next.generation()));
        return next;
    }

    /** Goes on behind what is missing; changes nothing if no later segment is complete. */
    OrderedVideo giveUp(OrderedVideo from, long waitedMs) throws Exception {
        OrderedVideo video = from;
        int until = waiting.firstComplete(video.generation());
        while (video.next() < until) {
            Problem missing = missing(video.next(), waitedMs);
            out.accept(VideoStep.gap(videoKey, video.generation(), video.next(), missing));
            video = video.passed();
        }
        waiting.dropBefore(video.generation(), video.next());
        return advance(video);
    }

    /** Whether a later segment is here and the next one is not. */
    boolean hasGap(OrderedVideo video) throws Exception {
        return waiting.isWaitingPast(video.generation(), video.next());
    }

    private static Problem missing(int index, long waitedMs) {
        return Problem.of(
                Stage.ORDER,
                Reason.MISSING_SEGMENT,
                "Segment %d did not come within %d s of a later one; what did come is searchable. What is said in it is missing too, and so may be the first second of speech after it. Send the video in again."
                        .formatted(index + 1, waitedMs / 1000));
    }
}
