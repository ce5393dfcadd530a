package io.zoetrope.jobs;

import io.zoetrope.domain.finding.IndexChange;
import io.zoetrope.operators.admit.VideoChange;
import io.zoetrope.operators.compose.ComposeMoments;
import io.zoetrope.operators.keep.KeepVideo;
import io.zoetrope.operators.keep.VideoReport;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.operators.observe.ObservedSegment;
import io.zoetrope.operators.order.OrderSegments;
import io.zoetrope.operators.order.VideoStep;
import io.zoetrope.operators.shots.DetectShots;
import io.zoetrope.operators.text.TrackTexts;
import io.zoetrope.operators.track.TrackObjects;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * From what was observed to what was found, and its operators' uids, names and parallelism: from
 * OrderSegments to KeepVideo a video stays in one task, for they are one chain on one key.
 */
final class FindingPath {
    /** What others go on with; all of them have side outputs. */
    record Ends(
            SingleOutputStreamOperator<VideoStep> ordered,
            SingleOutputStreamOperator<VideoReport> composed,
            SingleOutputStreamOperator<IndexChange> changes) {}

    private final StepSettings settings;
    private final PipelineTools tools;
    private final Placement placement;

    FindingPath(StepSettings settings, PipelineTools tools, Placement placement) {
        this.settings = settings;
        this.tools = tools;
        this.placement = placement;
    }

    Ends wire(
            DataStream<VideoChange> control, SingleOutputStreamOperator<ObservedSegment> observed) {
        SingleOutputStreamOperator<VideoStep> ordered = order(control, observed);
        SingleOutputStreamOperator<VideoReport> composed = compose(texts(track(detect(ordered))));
        return new Ends(ordered, composed, keep(composed));
    }

    private SingleOutputStreamOperator<VideoStep> order(
            DataStream<VideoChange> control, SingleOutputStreamOperator<ObservedSegment> observed) {
        return placement.sized(
                control.connect(observed)
                        .keyBy(VideoChange::videoKey, ObservedSegment::videoKey)
                        .process(new OrderSegments(settings.order()))
                        .uid("order")
                        .name("Order segments"),
                ParallelismOptions.COMPOSE_PARALLELISM);
    }

    private SingleOutputStreamOperator<VideoStep> detect(
            SingleOutputStreamOperator<VideoStep> ordered) {
        return placement.sized(
                chained(ordered, VideoStep::videoKey)
                        .process(new DetectShots())
                        .uid("detect-shots")
                        .name("Detect shots"),
                ParallelismOptions.COMPOSE_PARALLELISM);
    }

    /** Only if there is a detector: without one no object is followed. */
    private SingleOutputStreamOperator<VideoStep> track(
            SingleOutputStreamOperator<VideoStep> ordered) {
        if (!tools.analysers().models().containsKey(Analysers.OBJECTS)) {
            return ordered;
        }
        return placement.sized(
                chained(ordered, VideoStep::videoKey)
                        .process(new TrackObjects(tools.analysers().recognition()))
                        .uid("track")
                        .name("Track objects"),
                ParallelismOptions.COMPOSE_PARALLELISM);
    }

    /** Only if somebody reads. */
    private SingleOutputStreamOperator<VideoStep> texts(
            SingleOutputStreamOperator<VideoStep> ordered) {
        if (!tools.analysers().models().containsKey(Analysers.TEXT)) {
            return ordered;
        }
        return placement.sized(
                chained(ordered, VideoStep::videoKey)
                        .process(new TrackTexts())
                        .uid("track-texts")
                        .name("Track texts"),
                ParallelismOptions.COMPOSE_PARALLELISM);
    }

    private SingleOutputStreamOperator<VideoReport> compose(
            SingleOutputStreamOperator<VideoStep> ordered) {
        ComposeMoments compose = new ComposeMoments(settings.compose());
        return placement.sized(
                chained(ordered, VideoStep::videoKey)
                        .process(compose)
                        .uid("compose")
                        .name("Compose moments"),
                ParallelismOptions.COMPOSE_PARALLELISM);
    }

    private SingleOutputStreamOperator<IndexChange> keep(
            SingleOutputStreamOperator<VideoReport> composed) {
        return placement.sized(
                chained(composed, VideoReport::videoKey)
                        .process(new KeepVideo(settings.keep()))
                        .uid("keep")
                        .name("Keep videos"),
                ParallelismOptions.COMPOSE_PARALLELISM);
    }

    /**
     * Keyed as the step before is, by the same key, so that records stay in their task. Holds only
     * if both have the same parallelism and every record goes on under the key that it came under.
     */
    private static <T> KeyedStream<T, String> chained(
            SingleOutputStreamOperator<T> step, KeySelector<T, String> key) {
        return DataStreamUtils.reinterpretAsKeyedStream(step, key, Types.STRING);
    }
}
