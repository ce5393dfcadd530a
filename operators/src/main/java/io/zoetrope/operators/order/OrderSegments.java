package io.zoetrope.operators.order;

import io.zoetrope.domain.Problem;
import io.zoetrope.domain.ThumbnailRemoval;
import io.zoetrope.operators.Counters;
import io.zoetrope.operators.SideOutputs;
import io.zoetrope.operators.admit.VideoChange;
import io.zoetrope.operators.observe.ObservedSegment;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Tells the life of each video as one ordered row of steps, whatever order its segments come in and
 * however often; keyed by video. First input: what becomes of videos. Second input: their observed
 * segments. Everything behind it is chained on the same key.
 *
 * <p>A segment that is missing is waited for; its clock runs only while a later one of the same
 * video is here, and not while the job is away.
 */
public final class OrderSegments
        extends KeyedCoProcessFunction<String, VideoChange, ObservedSegment, VideoStep> {
    private static final long serialVersionUID = 1L;

    /** The stage that problems of order carry. */
    public static final String STAGE = "order";

    private final OrderOptions options;

    private transient OrderMemory memory;
    private transient Resequencer resequencer;
    private transient KeyTimer timer;
    private transient Counters<OrderMetric> counters;

    public OrderSegments(OrderOptions options) {
        this.options = options;
    }

    @Override
    public void open(OpenContext context) {
        memory = new OrderMemory(getRuntimeContext());
        resequencer = new Resequencer(memory);
        timer = new KeyTimer(memory.timerMs);
        counters = Counters.register(getRuntimeContext().getMetricGroup(), OrderMetric.class);
    }

    @Override
    public void processElement1(VideoChange change, Context context, Collector<VideoStep> out)
            throws Exception {
        timer.noteStart(context.timerService());
        if (memory.isOver(change.generation())) {
            return;
        }
        switch (change.kind()) {
            case OPENED -> begin(change, context, out);
            case FAILED -> fail(change, context, out);
            case REMOVED -> remove(change, context, out);
            case ENDED -> count(change, context, out);
            case QUEUED -> passOn(change, out);
        }
    }

    @Override
    public void processElement2(ObservedSegment part, Context context, Collector<VideoStep> out)
            throws Exception {
        timer.noteStart(context.timerService());
        OrderedVideo video = memory.open();
        if (memory.isOver(part.generation())) {
            passOver(part, context);
        } else if (isOpen(video, part.generation()) && part.index() < video.next()) {
            counters.increment(OrderMetric.REPEATED);
        } else {
            resequencer.add(part);
            if (isOpen(video, part.generation())) {
                advance(video, context, out);
            } else {
                hear(context);
            }
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<VideoStep> out)
            throws Exception {
        timer.noteStart(context.timerService());
        timer.fired();
        OrderedVideo video = memory.open();
        if (video == null) {
            forget(timestamp, context);
        } else if (video.hasGap()) {
            long overMs = timer.deadline(video.gapSinceMs(), options.giveUpMs());
            if (timestamp >= overMs) {
                giveUp(video, context, out);
            } else {
                timer.fireBy(overMs, context.timerService());
            }
        }
    }

    private void begin(VideoChange change, Context context, Collector<VideoStep> out)
            throws Exception {
        OrderedVideo video = memory.open();
        if (!isOpen(video, change.generation())) {
            resequencer.dropBelow(change.generation());
            video = OrderedVideo.begin(change.generation());
        }
        out.collect(VideoStep.of(change));
        advance(video.planned(change.segmentsTotal()), context, out);
    }

    private void count(VideoChange change, Context context, Collector<VideoStep> out)
            throws Exception {
        OrderedVideo video = memory.open();
        if (isOpen(video, change.generation())) {
            out.collect(VideoStep.of(change));
            advance(video.withTotal(change.segmentsTotal()), context, out);
        }
    }

    private void passOn(VideoChange change, Collector<VideoStep> out) throws Exception {
        if (isOpen(memory.open(), change.generation())) {
            out.collect(VideoStep.of(change));
        }
    }

    private void fail(VideoChange change, Context context, Collector<VideoStep> out)
            throws Exception {
        out.collect(VideoStep.of(change));
        close(memory.past().ended(change.generation()), context);
    }

    private void remove(VideoChange change, Context context, Collector<VideoStep> out)
            throws Exception {
        out.collect(VideoStep.of(change));
        takePictures(change.videoKey(), change.generation(), context);
        close(memory.past().removed(change.generation()), context);
    }

    /** A straggler; if its video was removed, its pictures may have come after that. */
    private void passOver(ObservedSegment part, Context context) throws Exception {
        counters.increment(OrderMetric.LATE);
        PastLives past = memory.past();
        if (part.last() && past.isRemoved(part.generation())) {
            takePictures(part.videoKey(), past.removedBelow(), context);
        }
        hear(context);
    }

    private static void takePictures(String videoKey, long below, Context context) {
        context.output(SideOutputs.KEY_FRAME_REMOVALS, new ThumbnailRemoval(videoKey, below));
    }

    /** Lets every segment go on whose turn it is. */
    private void advance(OrderedVideo from, Context context, Collector<VideoStep> out)
            throws Exception {
        OrderedVideo video = from;
        List<ObservedSegment> parts = List.of();
        while (!video.isComplete()
                && !(parts = resequencer.take(video.generation(), video.next())).isEmpty()) {
            out.collect(VideoStep.segment(parts));
            counters.increment(OrderMetric.SEGMENTS);
            video = after(video, parts.get(parts.size() - 1));
        }
        if (video.isComplete()) {
            out.collect(VideoStep.ended(context.getCurrentKey(), video.generation()));
            close(memory.past().ended(video.generation()), context);
        } else {
            memory.keepOpen(watchGap(video, context));
        }
    }

    private static OrderedVideo after(OrderedVideo video, ObservedSegment last) {
        OrderedVideo advanced = video.advanced();
        boolean isEnd = last.ended() || last.stop();
        return isEnd ? advanced.withTotal(advanced.next()) : advanced;
    }

    private OrderedVideo watchGap(OrderedVideo video, Context context) throws Exception {
        if (!resequencer.isWaitingPast(video.generation(), video.next())) {
            return video.withoutGap();
        }
        OrderedVideo gapped = video.hasGap() ? video : video.withGapSince(now(context));
        long overMs = timer.deadline(gapped.gapSinceMs(), options.giveUpMs());
        timer.fireBy(overMs, context.timerService());
        return gapped;
    }

    /** Goes on behind what is missing. */
    private void giveUp(OrderedVideo from, Context context, Collector<VideoStep> out)
            throws Exception {
        OrderedVideo video = from;
        int until = resequencer.firstComplete(video.generation());
        for (int index = video.next(); index < until; index++) {
            Problem missing = missing(video, options.giveUpMs());
            out.collect(VideoStep.gap(context.getCurrentKey(), video.generation(), index, missing));
            counters.increment(OrderMetric.GAPS);
            video = video.advanced();
        }
        resequencer.dropBefore(video.generation(), video.next());
        // If nothing could be given up, because what came later is not complete, the wait begins
        // again.
        advance(video.withoutGap(), context, out);
    }

    /** Closes what is open; what comes of it from now on is late. */
    private void close(PastLives past, Context context) throws Exception {
        memory.close(past);
        resequencer.dropBelow(past.overBelow());
        hear(context);
    }

    private void hear(Context context) throws Exception {
        memory.heardMs.update(now(context));
        timer.fireBy(timer.deadline(now(context), options.rememberMs()), context.timerService());
    }

    private void forget(long timestamp, Context context) throws Exception {
        Long heardMs = memory.heardMs.value();
        long overMs = timer.deadline(heardMs == null ? 0 : heardMs, options.rememberMs());
        if (timestamp >= overMs) {
            counters.add(OrderMetric.UNKNOWN, memory.partsWaiting());
            memory.clear();
        } else {
            timer.fireBy(overMs, context.timerService());
        }
    }

    private static Problem missing(OrderedVideo video, long waitedMs) {
        return new Problem(
                STAGE,
                "missing_segment",
                "Segment %d did not come within %d s of a later one; what did come is searchable. Send the video in again."
                        .formatted(video.next() + 1, waitedMs / 1000));
    }

    private static boolean isOpen(OrderedVideo video, long generation) {
        return video != null && video.generation() == generation;
    }

    private static long now(Context context) {
        return context.timerService().currentProcessingTime();
    }
}
