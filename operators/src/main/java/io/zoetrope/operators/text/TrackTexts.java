package io.zoetrope.operators.text;

import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.finding.Finding;
import io.zoetrope.operators.Counters;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.operators.observe.ObservedFrame;
import io.zoetrope.operators.observe.ObservedSegment;
import io.zoetrope.operators.order.VideoStep;
import io.zoetrope.operators.shots.StartedShot;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Follows what is written on the screen, so that a sign that stays is one; keyed by video, its
 * steps in order. The steps go on as they came, each behind the writing that it ended.
 *
 * <p>State is cleared with the last step. A video that was open before this step was in the job has
 * no writing.
 */
public final class TrackTexts extends KeyedProcessFunction<String, VideoStep, VideoStep> {
    private static final long serialVersionUID = 1L;

    private transient ValueState<ReadVideo> read;
    private transient Counters<TextMetric> counters;

    @Override
    public void open(OpenContext context) {
        read = getRuntimeContext().getState(new ValueStateDescriptor<>("read", ReadVideo.class));
        counters = Counters.register(getRuntimeContext().getMetricGroup(), TextMetric.class);
    }

    @Override
    public void processElement(VideoStep step, Context context, Collector<VideoStep> out)
            throws Exception {
        if (step.kind().passesBy()) {
            out.collect(step);
            return;
        }
        ReadVideo video = read.value();
        boolean open = video != null && video.generation() == step.generation();
        switch (step.kind()) {
            case OPENED -> {
                if (!open) {
                    read.update(ReadVideo.begin(step.change()));
                }
            }
            case AGAIN -> {
                if (video != null) {
                    read.update(video.again(step.generation()));
                }
            }
            case SEGMENT -> {
                if (open) {
                    read.update(follow(step, video, out));
                }
            }
            case GAP -> {
                if (open) {
                    read.update(end(step, video, out));
                }
            }
            case ENDED, FAILED -> {
                if (open) {
                    end(step, video, out);
                }
                read.clear();
            }
            case REMOVED -> read.clear();
            case COUNTED, QUEUED, PLAYBACK, FOUND -> {}
        }
        out.collect(step);
    }

    private ReadVideo follow(VideoStep step, ReadVideo before, Collector<VideoStep> out) {
        ObservedSegment last = step.parts().get(step.parts().size() - 1);
        ReadVideo video = before.madeWith(model(last.models()));
        TextTracker tracker = new TextTracker(TextTrackerRule.USUAL, video.writing());
        Output output = new Output(video, out);
        Deque<StartedShot> shots = new ArrayDeque<>(step.shots());
        for (ObservedSegment part : step.parts()) {
            for (ObservedFrame frame : part.frames()) {
                if (frame.isRead()) {
                    begin(shots, frame.ptsUs(), tracker);
                    output.write(tracker.add(frame.ptsUs(), frame.texts()));
                }
            }
        }
        begin(shots, Long.MAX_VALUE, tracker);
        if (last.brokenOff()) {
            output.write(tracker.finish(last.endUs()));
        }
        return followed(video, tracker, output, last.endUs());
    }

    private static void begin(Deque<StartedShot> shots, long upToUs, TextTracker tracker) {
        while (!shots.isEmpty() && shots.getFirst().startUs() <= upToUs) {
            tracker.shot(shots.removeFirst().startUs());
        }
    }

    private ReadVideo end(VideoStep step, ReadVideo video, Collector<VideoStep> out) {
        TextTracker tracker = new TextTracker(TextTrackerRule.USUAL, video.writing());
        step.shots().forEach(shot -> tracker.shot(shot.startUs()));
        Output output = new Output(video, out);
        output.write(tracker.finish(video.endUs()));
        return followed(video, tracker, output, video.endUs());
    }

    private ReadVideo followed(ReadVideo video, TextTracker tracker, Output output, long endUs) {
        TextTrackerState newer = tracker.state();
        counters.add(TextMetric.READINGS_DROPPED, newer.dropped() - video.writing().dropped());
        return video.with(newer, output.written, endUs);
    }

    /** The space of the vectors. */
    private static ModelRef model(Map<String, ModelRef> models) {
        return models.getOrDefault(Analysers.SENTENCES, ModelRef.NONE);
    }

    /** Numbers the writing of one video, counts it and hands it over. */
    private final class Output {
        private final ReadVideo video;
        private final Collector<VideoStep> out;
        private int written;

        private Output(ReadVideo video, Collector<VideoStep> out) {
            this.video = video;
            this.out = out;
        }

        private void write(List<TextEntry> ended) {
            for (TextEntry entry : ended) {
                int ordinal = video.texts() + written++;
                out.collect(VideoStep.found(Finding.of(video.text(entry, ordinal))));
                counters.increment(TextMetric.TEXTS);
            }
        }
    }
}
