package io.zoetrope.operators.shots;

import io.zoetrope.domain.finding.Finding;
import io.zoetrope.operators.Counters;
import io.zoetrope.operators.observe.ObservedSegment;
import io.zoetrope.operators.order.VideoStep;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Finds where the shots of a video begin, for all who stand behind it; keyed by video, its steps in
 * order. A shot goes on as a step of its own when it is complete. A segment goes on at once,
 * without its signatures, and with the frames of it and of those before that no shot can begin
 * before any more; the others follow with the next one. So a segment may come twice: again with its
 * last frames, before a gap or the end.
 *
 * <p>State is cleared with the last step. A video that was open before this step was in the job has
 * no shots.
 */
public final class DetectShots extends KeyedProcessFunction<String, VideoStep, VideoStep> {
    private static final long serialVersionUID = 1L;

    private transient ValueState<DetectedVideo> detected;
    private transient Counters<DetectMetric> counters;

    @Override
    public void open(OpenContext context) {
        detected =
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>("detected", DetectedVideo.class));
        counters = Counters.register(getRuntimeContext().getMetricGroup(), DetectMetric.class);
    }

    @Override
    public void processElement(VideoStep step, Context context, Collector<VideoStep> out)
            throws Exception {
        if (step.kind().passesBy()) {
            out.collect(step);
            return;
        }
        DetectedVideo video = detected.value();
        boolean open = video != null && video.generation() == step.generation();
        switch (step.kind()) {
            case OPENED -> {
                if (!open) {
                    detected.update(DetectedVideo.begin(step.change()));
                }
                out.collect(step);
            }
            case AGAIN -> {
                if (video != null) {
                    detected.update(video.again(step.generation()));
                }
                out.collect(step);
            }
            case SEGMENT -> {
                if (open) {
                    detected.update(detect(step, video, out));
                } else {
                    out.collect(step);
                }
            }
            case GAP -> {
                if (open) {
                    detected.update(end(step, video, out));
                } else {
                    out.collect(step);
                }
            }
            case ENDED, FAILED -> {
                if (open) {
                    end(step, video, out);
                } else {
                    out.collect(step);
                }
                detected.clear();
            }
            case REMOVED -> {
                detected.clear();
                out.collect(step);
            }
            case COUNTED, QUEUED, PLAYBACK, FOUND -> out.collect(step);
        }
    }

    private DetectedVideo detect(VideoStep step, DetectedVideo video, Collector<VideoStep> out) {
        ShotFinder finder = new ShotFinder(video, tell(video, out));
        finder.add(step.parts());
        counters.add(DetectMetric.FRAMES_LET_GO, finder.letGo());
        out.collect(VideoStep.segment(finder.settled()).with(finder.begun()));
        return finder.state(video);
    }

    /** Frames that waited go on before what ends them. */
    private DetectedVideo end(VideoStep step, DetectedVideo video, Collector<VideoStep> out) {
        ShotFinder finder = new ShotFinder(video, tell(video, out));
        finder.end();
        List<ObservedSegment> rest = finder.settled();
        if (rest.isEmpty()) {
            out.collect(step.with(finder.begun()));
        } else {
            out.collect(VideoStep.segment(rest).with(finder.begun()));
            out.collect(step);
        }
        return finder.state(video);
    }

    private Consumer<FoundShot> tell(DetectedVideo video, Collector<VideoStep> out) {
        return found -> {
            out.collect(VideoStep.found(Finding.of(video.shot(found))));
            counters.increment(DetectMetric.SHOTS);
        };
    }
}
