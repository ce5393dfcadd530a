package io.zoetrope.operators.dispatch.line;

import io.zoetrope.domain.IndexingLimits;
import io.zoetrope.domain.MediaInfo;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.operators.Counters;
import io.zoetrope.operators.SideOutputs;
import io.zoetrope.operators.admit.VideoChange;
import io.zoetrope.operators.admit.VideoChange.Kind;
import io.zoetrope.operators.dispatch.DispatchMetric;
import io.zoetrope.operators.dispatch.DispatchOptions;
import io.zoetrope.operators.dispatch.PlannedVideo;
import io.zoetrope.operators.dispatch.Segment;
import io.zoetrope.operators.dispatch.SegmentPlan;
import io.zoetrope.operators.dispatch.SegmentPlanner;
import io.zoetrope.operators.dispatch.VideoCursor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.FlinkRuntimeException;

/**
 * Holds all admitted videos in one line and sends their segments to decoding slots, a few at a
 * time: {@link WaitingLine} in state. First input: what is to become of videos, which goes on
 * through one side output, so that what happens to one id keeps its order. Second input: what came
 * back of segments.
 *
 * <p>Runs as one subtask, under one key. Its state is a plan for each video, written once, and a
 * small cursor, written whenever one of its segments is sent or heard of: so a checkpoint holds
 * little more than what has changed. One call does one step and never waits.
 */
public final class DispatchSegments
        extends KeyedCoProcessFunction<String, VideoChange, SegmentDone, Segment> {
    private static final long serialVersionUID = 1L;

    private static final String KEY = "line";

    /** Most segments that one call sends; the next ones follow at once, after other work. */
    private static final int MAX_STEP = 64;

    private static final long TICK_MS = 1_000;

    private final DispatchOptions options;

    private transient MapState<String, PlannedVideo> planned;
    private transient MapState<String, VideoCursor> cursors;
    private transient SegmentPlanner planner;
    private transient Counters<DispatchMetric> counters;
    private transient LineFigures figures;

    /** Made with the first record or timer: state can be read under a key only. */
    private transient WaitingLine line;

    private transient QueuePositions positions;
    private transient long sequence;

    public DispatchSegments(DispatchOptions options) {
        this.options = options;
    }

    /** There is one line. */
    public static <T> KeySelector<T, String> key() {
        return any -> KEY;
    }

    @Override
    public void open(OpenContext context) {
        planned =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        "planned", String.class, PlannedVideo.class));
        cursors =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        "cursors", String.class, VideoCursor.class));
        planner = new SegmentPlanner(options.plan());
        counters = Counters.register(getRuntimeContext().getMetricGroup(), DispatchMetric.class);
        figures = new LineFigures(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement1(VideoChange change, Context context, Collector<Segment> out)
            throws Exception {
        long nowMs = begin(context);
        if (line.cancel(change.videoKey(), change.generation(), nowMs)) {
            counters.increment(DispatchMetric.CANCELLED);
        }
        // If it is still in the line, then in a later life, and this word comes too late.
        if (change.kind() == Kind.OPENED && line.video(change.videoKey()) == null) {
            enter(change, context, out, nowMs);
        } else {
            context.output(SideOutputs.CONTROL, change);
            step(context, out, nowMs);
        }
    }

    @Override
    public void processElement2(SegmentDone told, Context context, Collector<Segment> out)
            throws Exception {
        long nowMs = begin(context);
        if (told.kind() == SegmentDone.Kind.AGAIN) {
            beginAgain(told, nowMs);
        } else {
            line.hear(told, nowMs);
        }
        step(context, out, nowMs);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Segment> out)
            throws Exception {
        long nowMs = begin(context);
        line.tick(nowMs);
        for (WaitingVideo video : positions.due(line, nowMs)) {
            VideoArrival arrival = VideoArrival.ofVideo(plan(video.key).video());
            context.output(
                    SideOutputs.CONTROL,
                    VideoChange.queued(arrival, video.generation, video.toldPosition));
        }
        step(context, out, nowMs);
        figures.update(line, nowMs);
    }

    private void enter(VideoChange change, Context context, Collector<Segment> out, long nowMs)
            throws Exception {
        String key = change.videoKey();
        try {
            PlannedVideo video = plan(change);
            planned.put(key, video);
            line.enter(key, VideoCursor.enter(video, sequence++, nowMs), nowMs);
            List<Segment> segments = take(nowMs);
            long position = position(key, nowMs);
            context.output(
                    SideOutputs.CONTROL,
                    change.planned(video.plan().total()).atQueuePosition(position));
            send(segments, context, out, nowMs);
        } catch (RejectedInput e) {
            counters.increment(DispatchMetric.REJECTED);
            context.output(SideOutputs.CONTROL, change.failed(e.at(Stage.PLAN)));
        }
    }

    /**
     * From its first segment, as the next generation. What a line before this one was asked is not
     * obeyed: a video for which it was asked then stands as if it had not been.
     */
    private void beginAgain(SegmentDone told, long nowMs) throws Exception {
        String key = told.videoKey();
        WaitingVideo video = line.video(key);
        if (video == null || video.generation != told.generation() || !line.sent(told.run())) {
            counters.increment(DispatchMetric.LATE);
            return;
        }
        PlannedVideo again = plan(key).again();
        line.cancel(key, again.generation(), nowMs);
        planned.put(key, again);
        line.enter(key, VideoCursor.enter(again, sequence++, nowMs), nowMs);
    }

    private PlannedVideo plan(VideoChange change) throws RejectedInput {
        MediaInfo media = change.media();
        VideoRef video = change.arrival().video();
        IndexingLimits limits = change.arrival().limits();
        options.checkAnalysers(limits.analysers());
        SegmentPlan plan = planner.plan(media, change.keyFrames(), limits);
        return PlannedVideo.of(video, change.generation(), media, plan)
                .captioned(change.arrival().description().captionsUri())
                .forAnalysers(limits.analysers());
    }

    /** Of a video that has just entered; 0 if its first segment is on its way. */
    private long position(String key, long nowMs) {
        WaitingVideo video = line.video(key);
        if (video == null || !video.isUntouched()) {
            return 0;
        }
        long position = QueuePositions.of(video, line.tenants());
        positions.add(video, position, nowMs);
        return position;
    }

    private void step(Context context, Collector<Segment> out, long nowMs) throws Exception {
        send(take(nowMs), context, out, nowMs);
    }

    private List<Segment> take(long nowMs) {
        List<Segment> segments = new ArrayList<>();
        Segment segment;
        while (segments.size() < MAX_STEP && (segment = line.next(nowMs)) != null) {
            segments.add(segment);
        }
        return segments;
    }

    /** Ends a call: hands over what it decided, and writes what it changed. */
    private void send(List<Segment> segments, Context context, Collector<Segment> out, long nowMs)
            throws Exception {
        for (Ending ending : line.takeEndings()) {
            counters.increment(DispatchMetric.CUT_SHORT);
            context.output(
                    SideOutputs.CONTROL,
                    VideoChange.ended(
                            VideoArrival.ofVideo(ending.video()),
                            ending.generation(),
                            ending.segments(),
                            ending.problem()));
        }
        segments.forEach(out::collect);
        for (String key : line.takeChanged()) {
            tellWhetherHeld(line.video(key), context);
            write(key);
        }
        TimerService timers = context.timerService();
        if (segments.size() == MAX_STEP) {
            timers.registerProcessingTimeTimer(nowMs + 1);
        } else if (!line.isIdle()) {
            timers.registerProcessingTimeTimer((nowMs / TICK_MS + 1) * TICK_MS);
        }
    }

    /** Those behind know it with the same checkpoint that the cursor is in. */
    private void tellWhetherHeld(WaitingVideo video, Context context) {
        if (video != null && video.isHeld() != video.toldHeld) {
            video.toldHeld = video.isHeld();
            VideoArrival arrival = VideoArrival.ofVideo(plan(video.key).video());
            context.output(
                    SideOutputs.CONTROL,
                    VideoChange.held(arrival, video.generation, video.toldHeld));
        }
    }

    private void write(String key) throws Exception {
        VideoCursor cursor = line.cursor(key);
        if (cursor == null) {
            cursors.remove(key);
            planned.remove(key);
        } else {
            cursors.put(key, cursor);
        }
    }

    private PlannedVideo plan(String key) {
        try {
            return planned.get(key);
        } catch (Exception e) {
            throw new FlinkRuntimeException("the plan of " + key + " cannot be read", e);
        }
    }

    /** Returns the time; makes the line from state if this is the first call. */
    private long begin(Context context) throws Exception {
        long nowMs = context.timerService().currentProcessingTime();
        if (line == null) {
            restore(nowMs);
        }
        return nowMs;
    }

    private void restore(long nowMs) throws Exception {
        long run = ThreadLocalRandom.current().nextLong();
        line = new WaitingLine(options, run, this::plan, counters::add);
        positions = new QueuePositions(options.tellEveryMs());
        List<Map.Entry<String, VideoCursor>> all = new ArrayList<>();
        cursors.entries().forEach(all::add);
        all.sort(Comparator.comparingLong(entry -> entry.getValue().sequence()));
        for (Map.Entry<String, VideoCursor> entry : all) {
            line.enter(entry.getKey(), entry.getValue(), nowMs);
            sequence = entry.getValue().sequence() + 1;
            position(entry.getKey(), nowMs);
        }
        line.takeChanged();
    }
}
