package io.zoetrope.operators;

import io.zoetrope.domain.Detection;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.ThumbnailRemoval;
import io.zoetrope.domain.Vector;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.media.FrameSignatures;
import io.zoetrope.operators.admit.VideoChange;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.operators.observe.Observation;
import io.zoetrope.operators.observe.ObservedFrame;
import io.zoetrope.operators.observe.ObservedSegment;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Ten-second segments of one video, one frame a second, all alike within a segment. */
public final class TestingSegments {
    /** Which start of the dispatcher sent them. */
    public static final long RUN = 5;

    /** What they were made with. */
    public static final Map<String, ModelRef> MODELS =
            Map.of(Analysers.VISUAL, new ModelRef("model", "1"));

    private static final int SECONDS = 10;

    private final VideoArrival arrival;

    /** Of the default tenant. */
    public TestingSegments() {
        this(new TestingVideos().arrival("v1"));
    }

    private TestingSegments(VideoArrival arrival) {
        this.arrival = arrival;
    }

    /** A video of the same id that another tenant owns. */
    public TestingSegments ofTenant(String tenant) {
        VideoRef own = arrival.video();
        VideoRef theirs =
                new VideoRef(own.videoId(), tenant, own.collection(), own.uri(), own.version());
        return new TestingSegments(arrival.withVideo(theirs));
    }

    public VideoChange control(long generation, int total) {
        return VideoChange.opened(arrival, generation, TestingVideos.MEDIA, null).planned(total);
    }

    public VideoChange removal(long generation) {
        return VideoChange.removed(arrival, generation);
    }

    /**
     * @param why what cut it short, or null
     */
    public VideoChange counted(long generation, int total, Problem why) {
        return VideoChange.ended(VideoArrival.ofVideo(arrival.video()), generation, total, why);
    }

    public VideoChange queued(long generation, long position) {
        return VideoChange.queued(VideoArrival.ofVideo(arrival.video()), generation, position);
    }

    public VideoChange held(long generation, boolean held) {
        return VideoChange.held(VideoArrival.ofVideo(arrival.video()), generation, held);
    }

    /** What a removal says of this video's pictures. */
    public ThumbnailRemoval pictures(long generation) {
        return new ThumbnailRemoval(arrival.video().key(), generation);
    }

    public ObservedSegment whole(int index) {
        return part(index, 0, true, 0, SECONDS);
    }

    public ObservedSegment part(int index, int part, boolean last, int from, int to) {
        return segment(index, part, last, frames(index, from, to), to, null);
    }

    /** The same, and the video ends in it. */
    public ObservedSegment ending(ObservedSegment segment) {
        return finished(segment, true, false, segment.problem());
    }

    /**
     * One of any length.
     *
     * @param problem which breaks it off; null for none
     */
    public ObservedSegment spanning(
            int index, long endUs, List<ObservedFrame> frames, Problem problem) {
        ObservedSegment whole = segment(index, 0, true, frames, 0, problem);
        return new ObservedSegment(
                whole.videoId(),
                whole.generation(),
                index,
                0,
                true,
                frames,
                endUs,
                problem,
                whole.tenant(),
                false,
                false,
                RUN,
                MODELS,
                List.of(),
                FrameSignatures.NONE,
                List.of(),
                List.of(),
                problem != null);
    }

    public ObservedSegment withProblem(int index, int seconds, Problem problem) {
        return segment(index, 0, true, frames(index, 0, seconds), seconds, problem);
    }

    /** The same, whose problem lies in the midst of pictures that are there. */
    public ObservedSegment whole(ObservedSegment segment) {
        return new ObservedSegment(
                segment.videoId(),
                segment.generation(),
                segment.index(),
                segment.part(),
                segment.last(),
                segment.frames(),
                segment.endUs(),
                segment.problem(),
                segment.tenant(),
                segment.ended(),
                segment.stop(),
                segment.run(),
                segment.models(),
                segment.refusals(),
                segment.signatures(),
                segment.lines(),
                segment.sounds(),
                false);
    }

    /** The video ends in it. */
    public ObservedSegment last(int index) {
        return ending(whole(index));
    }

    /** The rest of the video is given up. */
    public ObservedSegment stopping(int index, Problem why) {
        return finished(whole(index), false, true, why);
    }

    private static ObservedSegment finished(
            ObservedSegment segment, boolean ended, boolean stop, Problem problem) {
        return copy(segment, segment.generation(), problem, ended, stop, segment.models());
    }

    /** The same, as another model saw it. */
    public ObservedSegment madeWith(ObservedSegment segment, Map<String, ModelRef> models) {
        return copy(
                segment,
                segment.generation(),
                segment.problem(),
                segment.ended(),
                segment.stop(),
                models);
    }

    /** The same with other frames. */
    public ObservedSegment showing(ObservedSegment segment, List<ObservedFrame> frames) {
        return new ObservedSegment(
                segment.videoId(),
                segment.generation(),
                segment.index(),
                segment.part(),
                segment.last(),
                frames,
                segment.endUs(),
                segment.problem(),
                segment.tenant(),
                segment.ended(),
                segment.stop(),
                segment.run(),
                segment.models(),
                segment.refusals(),
                segment.signatures(),
                segment.lines(),
                segment.sounds(),
                segment.brokenOff());
    }

    public ObservedSegment ofGeneration(ObservedSegment segment, long generation) {
        return copy(
                segment,
                generation,
                segment.problem(),
                segment.ended(),
                segment.stop(),
                segment.models());
    }

    private static ObservedSegment copy(
            ObservedSegment of,
            long generation,
            Problem problem,
            boolean ended,
            boolean stop,
            Map<String, ModelRef> models) {
        return new ObservedSegment(
                of.videoId(),
                generation,
                of.index(),
                of.part(),
                of.last(),
                of.frames(),
                of.endUs(),
                problem,
                of.tenant(),
                ended,
                stop,
                of.run(),
                models,
                of.refusals(),
                of.signatures(),
                of.lines(),
                of.sounds(),
                of.brokenOff() || problem != null && of.problem() == null);
    }

    private ObservedSegment segment(
            int index,
            int part,
            boolean last,
            List<ObservedFrame> frames,
            int endSeconds,
            Problem problem) {
        return new ObservedSegment(
                arrival.video().videoId(),
                1,
                index,
                part,
                last,
                frames,
                timeUs(index, endSeconds),
                problem,
                arrival.video().tenant(),
                false,
                false,
                RUN,
                MODELS,
                List.of(),
                FrameSignatures.NONE,
                List.of(),
                List.of(),
                problem != null);
    }

    /** One that encoder and detector looked at. */
    public static ObservedFrame frame(
            long ptsUs, Vector visual, List<Detection> detections, String keyFrame) {
        Map<String, Observation> seen =
                Map.of(
                        Analysers.VISUAL, Observation.of(visual),
                        Analysers.OBJECTS, Observation.of(detections));
        return new ObservedFrame(ptsUs, seen, keyFrame);
    }

    private static List<ObservedFrame> frames(int segment, int from, int to) {
        float[] direction = new float[32];
        direction[segment % direction.length] = 1;
        Vector vector = new Vector(direction);
        return IntStream.range(from, to)
                .mapToObj(second -> frame(timeUs(segment, second), vector, List.of(), ""))
                .toList();
    }

    private static long timeUs(int segment, int second) {
        return (segment * SECONDS + second) * 1_000_000L;
    }
}
