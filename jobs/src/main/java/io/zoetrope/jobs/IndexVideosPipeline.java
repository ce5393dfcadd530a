package io.zoetrope.jobs;

import io.zoetrope.connectors.kafka.StatusMessages;
import io.zoetrope.connectors.parquet.ArchivedFindings;
import io.zoetrope.connectors.parquet.ArchivedRemovals;
import io.zoetrope.domain.DialogueLine;
import io.zoetrope.domain.Finding;
import io.zoetrope.domain.IndexChange;
import io.zoetrope.domain.Moment;
import io.zoetrope.domain.RawEvent;
import io.zoetrope.domain.ScreenText;
import io.zoetrope.domain.SegmentDone;
import io.zoetrope.domain.Shot;
import io.zoetrope.domain.SoundWindow;
import io.zoetrope.domain.TaughtLabel;
import io.zoetrope.domain.TrackedObject;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.domain.VideoStatus;
import io.zoetrope.operators.SideOutputs;
import io.zoetrope.operators.admit.AdmitVersions;
import io.zoetrope.operators.admit.VideoChange;
import io.zoetrope.operators.compose.ComposeMoments;
import io.zoetrope.operators.decode.DecodeSegments;
import io.zoetrope.operators.decode.DecodedSegment;
import io.zoetrope.operators.dispatch.DispatchSegments;
import io.zoetrope.operators.dispatch.Segment;
import io.zoetrope.operators.keep.KeepVideo;
import io.zoetrope.operators.keep.VideoReport;
import io.zoetrope.operators.label.LabelFindings;
import io.zoetrope.operators.label.ParseControl;
import io.zoetrope.operators.observe.Analysers;
import io.zoetrope.operators.observe.ObserveFramesFactory;
import io.zoetrope.operators.observe.ObservedSegment;
import io.zoetrope.operators.order.OrderSegments;
import io.zoetrope.operators.order.VideoStep;
import io.zoetrope.operators.parse.ParseArrivals;
import io.zoetrope.operators.probe.ProbeOutcome;
import io.zoetrope.operators.probe.ProbeVideos;
import io.zoetrope.operators.probe.ProbeVideosFactory;
import io.zoetrope.operators.shots.DetectShots;
import io.zoetrope.operators.text.TrackTexts;
import io.zoetrope.operators.track.TrackObjects;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.functions.Partitioner;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The path of a video, and every operator's uid, name, parallelism and slot group.
 *
 * <pre>
 *                                                                    ┌───────────────── segments done ◄───┐
 *                                                                    ▼                    ▼             │
 *  arrivals ─► ParseArrivals ─► by tenant+uri ─► ProbeVideos ─► AdmitVersions ─► DispatchSegments       │
 *                  │                                                              │       │             │
 *                  │                                                      by slot │       │ control     │
 *                  │                                                              ▼       │             │
 *                  │                       key frames ◄── DecodeSegments ─► ObserveFrames │             │
 *                  ▼                                                              │       │             │
 *             dead letters            key-frame removals ◄─ OrderSegments ◄─ by video ────┘             │
 *                  ▲                                               ├──────── what is done, by topic ────┘
 *                  │                                          DetectShots
 *                  │                                               ▼
 *                  │                                          TrackObjects (if there is a detector)
 *                  │                                               ▼
 *                  │                                          TrackTexts (if the screen is read)
 *                  │                                               ▼
 *                  │                       frames archive ◄─ ComposeMoments
 *                  │                                               ▼
 *                  └────────────────────────────────────────── KeepVideo
 *       index ◄── LabelFindings ◄── changes ◄──────────────────────┴─► archives of all that was found, removals, statuses
 *                      ▲
 *           control ─► ParseControl, to all of its subtasks
 * </pre>
 *
 * <p>{@link PlaybackPath} branches off behind AdmitVersions, and tells OrderSegments how far it is.
 *
 * <p>From OrderSegments to KeepVideo a video stays in one task: they are one chain on one key.
 *
 * <p>AdmitVersions gives dead letters too: events that could only be reported under the id of a
 * video that is indexed already.
 */
public final class IndexVideosPipeline {
    /** The dispatcher chose the slot; after rescaling there may be fewer than it thinks. */
    private static final Partitioner<Integer> SLOTS =
            (slot, subtasks) -> Math.floorMod(slot, subtasks);

    private final ReadableConfig options;
    private final StepSettings settings;
    private final PipelineEndpoints ends;
    private final PipelineTools tools;

    private IndexVideosPipeline(
            ReadableConfig options, PipelineEndpoints ends, PipelineTools tools) {
        this.options = options;
        this.settings = new StepSettings(options);
        this.ends = ends;
        this.tools = tools;
    }

    /**
     * Adds the pipeline to an environment; the caller executes it.
     *
     * @param options see {@link IndexVideosOptions}; only those of steps are read here
     */
    public static void build(
            StreamExecutionEnvironment env,
            ReadableConfig options,
            PipelineEndpoints ends,
            PipelineTools tools) {
        env.setMaxParallelism(options.get(ParallelismOptions.MAX_PARALLELISM));
        // Records are segments, a few a second: none waits for a buffer to fill.
        env.setBufferTimeout(0);
        new IndexVideosPipeline(options, ends, tools).wire(env);
    }

    private void wire(StreamExecutionEnvironment env) {
        SingleOutputStreamOperator<VideoArrival> parsed = parse(env);
        SingleOutputStreamOperator<SegmentDone> done = segmentsDone(env);
        SingleOutputStreamOperator<VideoChange> admitted = admit(parsed, probe(parsed), done);
        SingleOutputStreamOperator<Segment> planned = dispatch(env, admitted, done);
        SingleOutputStreamOperator<DecodedSegment> decoded = decode(planned);
        SingleOutputStreamOperator<ObservedSegment> observed = observe(decoded);
        Optional<PlaybackPath.Ends> playback =
                options.get(PlaybackOptions.ENABLED)
                        ? Optional.of(
                                new PlaybackPath(options, ends, tools, SLOTS)
                                        .wire(env, admitted, done))
                        : Optional.empty();
        SingleOutputStreamOperator<VideoStep> ordered =
                order(
                        playback.map(PlaybackPath.Ends::reports)
                                .map(planned.getSideOutput(SideOutputs.CONTROL)::union)
                                .orElse(planned.getSideOutput(SideOutputs.CONTROL)),
                        observed);
        SingleOutputStreamOperator<VideoReport> composed = compose(texts(track(detect(ordered))));
        SingleOutputStreamOperator<IndexChange> changes = keep(composed);

        decoded.getSideOutput(SideOutputs.KEY_FRAMES)
                .union(observed.getSideOutput(SideOutputs.KEY_FRAMES))
                .sinkTo(ends.keyFrames())
                .uid("key-frames")
                .name("Store key frames")
                .slotSharingGroup(options.get(ParallelismOptions.DECODE_SLOTS))
                .setParallelism(decoded.getParallelism());
        DataStream<SegmentDone> indexed =
                decoded.getSideOutput(SideOutputs.SEGMENTS_DONE)
                        .union(
                                ordered.getSideOutput(SideOutputs.SEGMENTS_DONE),
                                changes.getSideOutput(SideOutputs.SEGMENTS_DONE));
        playback.map(PlaybackPath.Ends::done)
                .map(indexed::union)
                .orElse(indexed)
                .sinkTo(ends.tellSegmentsDone())
                .uid("segments-done")
                .name("Tell what is done")
                .setParallelism(1)
                .slotSharingGroup(options.get(ParallelismOptions.DECODE_SLOTS));
        SingleOutputStreamOperator<TaughtLabel> taught = taught(env);
        writeChanges(changes, label(changes, taught));
        ordered.getSideOutput(SideOutputs.KEY_FRAME_REMOVALS)
                .transform("Remove key frames", Types.VOID, ends.keyFrameRemovals())
                .uid("key-frame-removals")
                .setParallelism(changes.getParallelism());
        composed.getSideOutput(SideOutputs.FRAMES)
                .sinkTo(ends.archive().frames())
                .uid("frames-archive")
                .name("Archive frames")
                .setParallelism(changes.getParallelism());
        parsed.getSideOutput(SideOutputs.DEAD_LETTERS)
                .union(
                        admitted.getSideOutput(SideOutputs.DEAD_LETTERS),
                        changes.getSideOutput(SideOutputs.DEAD_LETTERS),
                        taught.getSideOutput(SideOutputs.DEAD_LETTERS))
                .sinkTo(ends.deadLetters())
                .uid("dead-letters")
                .name("Write dead letters")
                .setParallelism(1);
    }

    private SingleOutputStreamOperator<VideoArrival> parse(StreamExecutionEnvironment env) {
        SingleOutputStreamOperator<RawEvent> arrivals =
                env.fromSource(ends.arrivals(), WatermarkStrategy.noWatermarks(), "Arrivals")
                        .uid("arrivals");
        sized(arrivals, ParallelismOptions.PROBE_PARALLELISM);
        return sized(
                arrivals.process(new ParseArrivals(settings.tenants()))
                        .uid("parse")
                        .name("Parse arrivals"),
                ParallelismOptions.PROBE_PARALLELISM);
    }

    private SingleOutputStreamOperator<ProbeOutcome> probe(
            SingleOutputStreamOperator<VideoArrival> arrivals) {
        return sized(
                arrivals.keyBy(ProbeVideos.KEY)
                        .transform(
                                "Probe videos",
                                TypeInformation.of(ProbeOutcome.class),
                                new ProbeVideosFactory(tools.videos(), settings.probe()))
                        .uid("probe"),
                ParallelismOptions.PROBE_PARALLELISM);
    }

    private SingleOutputStreamOperator<SegmentDone> segmentsDone(StreamExecutionEnvironment env) {
        return env.fromSource(
                        ends.segmentsDone(),
                        WatermarkStrategy.noWatermarks(),
                        "Segments that are done")
                .uid("segments-done-source")
                .setParallelism(1)
                .slotSharingGroup(options.get(ParallelismOptions.DECODE_SLOTS));
    }

    private SingleOutputStreamOperator<VideoChange> admit(
            SingleOutputStreamOperator<VideoArrival> parsed,
            SingleOutputStreamOperator<ProbeOutcome> probed,
            SingleOutputStreamOperator<SegmentDone> done) {
        SingleOutputStreamOperator<SegmentDone> ends =
                done.filter(told -> told.kind() == SegmentDone.Kind.CONCLUDED && !told.playback())
                        .uid("conclusions")
                        .name("Outcomes of versions")
                        .setParallelism(1)
                        .slotSharingGroup(options.get(ParallelismOptions.DECODE_SLOTS));
        return sized(
                probed.union(parsed.getSideOutput(SideOutputs.REFUSED))
                        .connect(ends)
                        .keyBy(AdmitVersions.KEY, AdmitVersions.DONE_KEY)
                        .process(new AdmitVersions())
                        .uid("admit")
                        .name("Admit versions"),
                ParallelismOptions.PROBE_PARALLELISM);
    }

    /** One subtask: one line for all tenants. */
    private SingleOutputStreamOperator<Segment> dispatch(
            StreamExecutionEnvironment env,
            SingleOutputStreamOperator<VideoChange> admitted,
            SingleOutputStreamOperator<SegmentDone> done) {
        int decoders = options.get(ParallelismOptions.DECODE_PARALLELISM);
        int slots = decoders > 0 ? decoders : env.getParallelism();
        SingleOutputStreamOperator<SegmentDone> own =
                done.filter(told -> !told.playback())
                        .uid("indexing-done")
                        .name("Indexed segments that are done")
                        .setParallelism(1)
                        .slotSharingGroup(options.get(ParallelismOptions.DECODE_SLOTS));
        return admitted.connect(own)
                .keyBy(DispatchSegments.key(), DispatchSegments.key(), Types.STRING)
                .process(new DispatchSegments(settings.dispatch(slots, tools.analysers())))
                .uid("dispatch")
                .name("Dispatch segments")
                .setParallelism(1)
                .slotSharingGroup(options.get(ParallelismOptions.DECODE_SLOTS));
    }

    private SingleOutputStreamOperator<DecodedSegment> decode(
            SingleOutputStreamOperator<Segment> planned) {
        DecodeSegments decode =
                new DecodeSegments(tools.videos(), settings.decode(tools.analysers()));
        return sized(
                planned.partitionCustom(SLOTS, Segment::slot)
                        .process(decode)
                        .uid("decode")
                        .name("Decode segments"),
                ParallelismOptions.DECODE_PARALLELISM);
    }

    private SingleOutputStreamOperator<ObservedSegment> observe(
            SingleOutputStreamOperator<DecodedSegment> decoded) {
        SingleOutputStreamOperator<ObservedSegment> observed =
                decoded.transform(
                        "Observe frames",
                        TypeInformation.of(ObservedSegment.class),
                        new ObserveFramesFactory(tools.analysers(), settings.observe()));
        return sized(
                        observed.uid("observe").name("Observe frames"),
                        ParallelismOptions.OBSERVE_PARALLELISM)
                .slotSharingGroup(options.get(ParallelismOptions.OBSERVE_SLOTS));
    }

    private SingleOutputStreamOperator<VideoStep> order(
            DataStream<VideoChange> control, SingleOutputStreamOperator<ObservedSegment> observed) {
        return sized(
                control.connect(observed)
                        .keyBy(VideoChange::videoKey, ObservedSegment::videoKey)
                        .process(new OrderSegments(settings.order()))
                        .uid("order")
                        .name("Order segments"),
                ParallelismOptions.COMPOSE_PARALLELISM);
    }

    private SingleOutputStreamOperator<VideoStep> detect(
            SingleOutputStreamOperator<VideoStep> ordered) {
        return sized(
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
        return sized(
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
        return sized(
                chained(ordered, VideoStep::videoKey)
                        .process(new TrackTexts())
                        .uid("track-texts")
                        .name("Track texts"),
                ParallelismOptions.COMPOSE_PARALLELISM);
    }

    private SingleOutputStreamOperator<VideoReport> compose(
            SingleOutputStreamOperator<VideoStep> ordered) {
        ComposeMoments compose = new ComposeMoments(settings.compose());
        return sized(
                chained(ordered, VideoStep::videoKey)
                        .process(compose)
                        .uid("compose")
                        .name("Compose moments"),
                ParallelismOptions.COMPOSE_PARALLELISM);
    }

    private SingleOutputStreamOperator<IndexChange> keep(
            SingleOutputStreamOperator<VideoReport> composed) {
        return sized(
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

    /** One subtask: labels are few, and those of one tenant stay in order. */
    private SingleOutputStreamOperator<TaughtLabel> taught(StreamExecutionEnvironment env) {
        return env.fromSource(ends.control(), WatermarkStrategy.noWatermarks(), "Control")
                .uid("control")
                .setParallelism(1)
                .slotSharingGroup(options.get(ParallelismOptions.DECODE_SLOTS))
                .process(new ParseControl())
                .uid("parse-control")
                .name("Parse control")
                .setParallelism(1)
                .slotSharingGroup(options.get(ParallelismOptions.DECODE_SLOTS));
    }

    /** In the subtask that composed them: the changes of one video stay in order. */
    private SingleOutputStreamOperator<IndexChange> label(
            SingleOutputStreamOperator<IndexChange> changes,
            SingleOutputStreamOperator<TaughtLabel> taught) {
        return changes.connect(taught.broadcast(LabelFindings.LABELS))
                .process(new LabelFindings())
                .uid("label")
                .name("Label findings")
                .setParallelism(changes.getParallelism())
                .slotSharingGroup(options.get(ParallelismOptions.DECODE_SLOTS));
    }

    /**
     * In the subtask that composed them: the changes of one video stay in order.
     *
     * @param labelled the same, and what they are called
     */
    private void writeChanges(
            SingleOutputStreamOperator<IndexChange> changes,
            SingleOutputStreamOperator<IndexChange> labelled) {
        int parallelism = changes.getParallelism();
        SingleOutputStreamOperator<VideoStatus> acknowledged =
                labelled.transform(
                                "Write index", TypeInformation.of(VideoStatus.class), ends.index())
                        .uid("index")
                        .setParallelism(parallelism);
        acknowledged
                .flatMap(new StatusMessages())
                .uid("status-messages")
                .name("Status messages")
                .setParallelism(parallelism)
                .sinkTo(ends.statuses())
                .uid("status-topic")
                .name("Write statuses")
                .setParallelism(parallelism);
        archive(changes, "moments", Moment.class, Finding::moment, ends.archive().moments());
        archive(changes, "shots", Shot.class, Finding::shot, ends.archive().shots());
        archive(changes, "tracks", TrackedObject.class, Finding::object, ends.archive().tracks());
        archive(changes, "sounds", SoundWindow.class, Finding::sound, ends.archive().sounds());
        archive(changes, "dialogue", DialogueLine.class, Finding::line, ends.archive().dialogue());
        archive(changes, "text", ScreenText.class, Finding::text, ends.archive().text());
        changes.flatMap(new ArchivedRemovals())
                .uid("removals")
                .name("Removals")
                .setParallelism(parallelism)
                .sinkTo(ends.archive().removals())
                .uid("removals-archive")
                .name("Archive removals")
                .setParallelism(parallelism);
    }

    /**
     * @param of null for other findings
     */
    private static <T> void archive(
            SingleOutputStreamOperator<IndexChange> changes,
            String table,
            Class<T> type,
            MapFunction<Finding, T> of,
            Sink<T> sink) {
        changes.flatMap(new ArchivedFindings<>(of))
                .returns(type)
                .uid(table)
                .name("Found for " + table)
                .setParallelism(changes.getParallelism())
                .sinkTo(sink)
                .uid(table + "-archive")
                .name("Archive " + table)
                .setParallelism(changes.getParallelism());
    }

    private <T> SingleOutputStreamOperator<T> sized(
            SingleOutputStreamOperator<T> step, ConfigOption<Integer> parallelism) {
        int asked = options.get(parallelism);
        if (asked > 0) {
            step.setParallelism(asked);
        }
        return step.slotSharingGroup(options.get(ParallelismOptions.DECODE_SLOTS));
    }
}
