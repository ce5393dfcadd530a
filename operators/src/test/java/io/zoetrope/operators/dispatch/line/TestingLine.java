package io.zoetrope.operators.dispatch.line;

import io.zoetrope.domain.IndexingLimits;
import io.zoetrope.domain.MediaInfo;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.media.KeyFrameIndex;
import io.zoetrope.operators.TestingVideos;
import io.zoetrope.operators.dispatch.DispatchMetric;
import io.zoetrope.operators.dispatch.DispatchOptions;
import io.zoetrope.operators.dispatch.PlanOptions;
import io.zoetrope.operators.dispatch.PlannedVideo;
import io.zoetrope.operators.dispatch.Segment;
import io.zoetrope.operators.dispatch.SegmentPlan;
import io.zoetrope.operators.dispatch.SegmentPlanner;
import io.zoetrope.operators.dispatch.VideoCursor;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.LongStream;

/**
 * A line with videos of 1080p, and what stands behind it: segments that come back as they are told.
 */
final class TestingLine {
    static final PlanOptions PLAN = new PlanOptions(10_000_000, 86_400_000_000L, 20_000);
    static final int SLOTS = 2;

    /** Two segments are on the way to each slot. */
    static final DispatchOptions OPTIONS = DispatchOptions.of(PLAN, SLOTS, 2);

    final Map<String, PlannedVideo> plans = new HashMap<>();
    final Map<DispatchMetric, Long> counts = new EnumMap<>(DispatchMetric.class);
    final DispatchOptions options;
    final SegmentPlanner planner;
    WaitingLine line;
    long run = 1;
    long nowMs = 1_000;

    /** Which segments of each video have come to the end of the path. */
    final Map<String, TreeSet<Integer>> arrived = new HashMap<>();

    private long sequence;

    TestingLine(DispatchOptions options) {
        this.options = options;
        planner = new SegmentPlanner(options.plan());
        line = line();
    }

    private WaitingLine line() {
        return new WaitingLine(
                options, run, plans::get, (metric, n) -> counts.merge(metric, n, Long::sum));
    }

    /** A line made from the cursors of the one before, as after a restart. */
    void restart() {
        Map<String, VideoCursor> cursors = new HashMap<>();
        plans.keySet().forEach(key -> cursors.put(key, line.cursor(key)));
        run++;
        line = line();
        cursors.entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .sorted(
                        Map.Entry.comparingByValue(
                                (a, b) -> Long.compare(a.sequence(), b.sequence())))
                .forEach(entry -> line.enter(entry.getKey(), entry.getValue(), nowMs));
    }

    /** With a key frame each two seconds. */
    void add(String tenant, String id, int seconds) {
        add(tenant, id, seconds, 2, "s3a://bucket/" + id);
    }

    /**
     * @param seconds 0 for a length that is not known
     */
    void add(String tenant, String id, int seconds, int keyFrameEvery, String uri) {
        int keyFrames = seconds / keyFrameEvery + 1;
        KeyFrameIndex index =
                new KeyFrameIndex(
                        LongStream.range(0, keyFrames)
                                .map(i -> i * keyFrameEvery * 1_000_000L)
                                .toArray(),
                        new long[0]);
        MediaInfo media = TestingVideos.media(seconds, 1920, 1080);
        try {
            SegmentPlan plan = planner.plan(media, index, IndexingLimits.NONE);
            VideoRef video = new VideoRef(id, tenant, "", uri, "v");
            PlannedVideo planned = PlannedVideo.of(video, 1, media, plan);
            plans.put(id, planned);
            line.enter(id, VideoCursor.enter(planned, sequence++, nowMs), nowMs);
        } catch (RejectedInput e) {
            throw new AssertionError(e);
        }
    }

    /** A video with captions elsewhere. */
    void addCaptioned(String tenant, String id, int seconds, String uri, String captions) {
        add(tenant, id, seconds, 2, uri);
        plans.computeIfPresent(id, (key, planned) -> planned.captioned(captions));
    }

    Segment next() {
        return line.next(nowMs);
    }

    /** All that can be sent now. */
    List<Segment> all() {
        List<Segment> all = new ArrayList<>();
        Segment segment;
        while ((segment = next()) != null) {
            all.add(segment);
        }
        return all;
    }

    static String name(Segment segment) {
        return segment.video().videoId() + segment.index();
    }

    /** One segment comes to the end of the path; says what is said then. */
    SegmentDone arrive(Segment segment) {
        String key = key(segment);
        TreeSet<Integer> there = arrived.computeIfAbsent(key, k -> new TreeSet<>());
        there.add(segment.index());
        int upTo = -1;
        while (there.contains(upTo + 1)) {
            upTo++;
        }
        return SegmentDone.done(key, 1, upTo, segment.index(), 0, segment.run());
    }

    /** The same, if the video ends with a segment. */
    SegmentDone arrive(Segment segment, int lastIndex) {
        SegmentDone done = arrive(segment);
        return done.index() >= lastIndex ? done.ending(true, false) : done;
    }

    /**
     * A segment comes to the end of a video that is as long as was planned, and the line is told.
     */
    void done(Segment segment) {
        line.hear(arrive(segment, plans.get(key(segment)).plan().planned() - 1), nowMs);
    }

    void tick(long laterMs) {
        nowMs += laterMs;
        line.tick(nowMs);
    }

    long count(DispatchMetric metric) {
        return counts.getOrDefault(metric, 0L);
    }

    private static String key(Segment segment) {
        return segment.video().videoId();
    }
}
