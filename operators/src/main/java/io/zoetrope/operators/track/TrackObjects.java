package io.zoetrope.operators.track;

import io.zoetrope.domain.Detection;
import io.zoetrope.domain.finding.Finding;
import io.zoetrope.domain.finding.TrackedObject;
import io.zoetrope.models.packages.manifest.Recognition;
import io.zoetrope.operators.Counters;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.operators.observe.ObservedFrame;
import io.zoetrope.operators.observe.ObservedSegment;
import io.zoetrope.operators.order.VideoStep;
import io.zoetrope.operators.track.path.EndedTrack;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Follows the objects that were detected in a video; keyed by video, its steps in order. The steps
 * go on as they came, each behind the objects whose tracks it ended.
 *
 * <p>State is cleared with the last step. A video that was open before this step was in the job has
 * no tracks.
 */
public final class TrackObjects extends KeyedProcessFunction<String, VideoStep, VideoStep> {
    private static final long serialVersionUID = 1L;

    private final Recognition recognition;

    private transient ValueState<TrackedVideo> tracked;
    private transient Counters<TrackMetric> counters;

    /**
     * @param recognition by the appearances of these objects
     */
    public TrackObjects(Recognition recognition) {
        this.recognition = recognition;
    }

    @Override
    public void open(OpenContext context) {
        tracked =
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>("tracked", TrackedVideo.class));
        counters = Counters.register(getRuntimeContext().getMetricGroup(), TrackMetric.class);
    }

    @Override
    public void processElement(VideoStep step, Context context, Collector<VideoStep> out)
            throws Exception {
        if (step.kind().passesBy()) {
            out.collect(step);
            return;
        }
        TrackedVideo video = tracked.value();
        boolean open = video != null && video.generation() == step.generation();
        switch (step.kind()) {
            case OPENED -> {
                if (!open) {
                    tracked.update(TrackedVideo.begin(step.change()));
                }
            }
            case AGAIN -> {
                if (video != null) {
                    tracked.update(video.again(step.generation()));
                }
            }
            case SEGMENT -> {
                if (open) {
                    tracked.update(follow(step, video, out));
                }
            }
            case GAP -> {
                if (open) {
                    tracked.update(end(video, out));
                }
            }
            case ENDED, FAILED -> {
                if (open) {
                    end(video, out);
                }
                tracked.clear();
            }
            case REMOVED -> tracked.clear();
            case COUNTED, QUEUED, PLAYBACK, FOUND -> {}
        }
        out.collect(step);
    }

    private TrackedVideo follow(VideoStep step, TrackedVideo before, Collector<VideoStep> out) {
        List<ObservedSegment> parts = step.parts();
        ObservedSegment last = parts.get(parts.size() - 1);
        TrackedVideo video = before.madeWith(last.models().get(Analysers.OBJECTS));
        Output output = new Output(video, out);
        ShotTracks tracks = new ShotTracks(video.options(), video.objects(), output);
        tracks.add(frames(parts, video.options()), step.shots());
        if (last.brokenOff()) {
            tracks.end();
        }
        return followed(video, tracks, output);
    }

    private TrackedVideo followed(TrackedVideo video, ShotTracks tracks, Output output) {
        counters.add(TrackMetric.DETECTIONS_DROPPED, tracks.dropped());
        return video.with(tracks.state(), output.written, output.entities.state());
    }

    /** Of those, the frames that the detector looked at. */
    private List<SeenFrame> frames(List<ObservedSegment> parts, TrackOptions options) {
        List<SeenFrame> seen = new ArrayList<>();
        for (ObservedSegment part : parts) {
            for (ObservedFrame frame : part.frames()) {
                if (frame.observations().containsKey(Analysers.OBJECTS)) {
                    List<Detection> found =
                            Weak.all(frame.observations().get(Analysers.OBJECTS), options);
                    SeenFrame usable =
                            SeenFrame.of(frame.ptsUs(), found, options).after(frame.motion());
                    counters.add(
                            TrackMetric.DETECTIONS_DROPPED,
                            found.size() - usable.detections().size());
                    seen.add(usable);
                }
            }
        }
        return seen;
    }

    private TrackedVideo end(TrackedVideo video, Collector<VideoStep> out) {
        Output output = new Output(video, out);
        ShotTracks tracks = new ShotTracks(video.options(), video.objects(), output);
        tracks.end();
        return followed(video, tracks, output);
    }

    /** Numbers the tracks of one video, says what they show, counts them and hands them over. */
    private final class Output implements ObjIntConsumer<List<EndedTrack>> {
        private final TrackedVideo video;
        private final Collector<VideoStep> out;
        private final Entities entities;
        private int written;

        private Output(TrackedVideo video, Collector<VideoStep> out) {
            this.video = video;
            this.out = out;
            entities = new Entities(recognition, video.entities());
        }

        @Override
        public void accept(List<EndedTrack> ended, int shot) {
            int first = video.tracks() + written;
            List<String> ids =
                    IntStream.range(0, ended.size()).mapToObj(i -> video.id(first + i)).toList();
            List<String> names = entities.name(ended.stream().map(EndedTrack::track).toList(), ids);
            for (int i = 0; i < ended.size(); i++) {
                TrackedObject object = video.object(ended.get(i), shot, first + i, names.get(i));
                out.collect(VideoStep.found(Finding.of(object)));
                counters.increment(TrackMetric.TRACKS);
                counters.add(
                        TrackMetric.RECOGNISED,
                        names.get(i).isEmpty() || names.get(i).equals(ids.get(i)) ? 0 : 1);
            }
            written += ended.size();
        }
    }
}
