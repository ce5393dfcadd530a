package io.zoetrope.jobs;

import io.zoetrope.domain.RawEvent;
import io.zoetrope.domain.VideoArrival;
import io.zoetrope.domain.message.DeadLetter;
import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.operators.SideOutputs;
import io.zoetrope.operators.admit.AdmitVersions;
import io.zoetrope.operators.admit.VideoChange;
import io.zoetrope.operators.decode.DecodeSegments;
import io.zoetrope.operators.decode.DecodedSegment;
import io.zoetrope.operators.dispatch.Segment;
import io.zoetrope.operators.dispatch.line.DispatchSegments;
import io.zoetrope.operators.observe.ObservedSegment;
import io.zoetrope.operators.observe.run.ObserveFramesFactory;
import io.zoetrope.operators.parse.ParseArrivals;
import io.zoetrope.operators.probe.ProbeOutcome;
import io.zoetrope.operators.probe.ProbeVideos;
import io.zoetrope.operators.probe.ProbeVideosFactory;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.Partitioner;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The path of a video, and the uids, names, parallelism and slot groups of its operators up to
 * ObserveFrames; {@link FindingPath} has those that follow, {@link WritingPath} those that write
 * what was found.
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
    private final Placement placement;

    private IndexVideosPipeline(
            ReadableConfig options, PipelineEndpoints ends, PipelineTools tools) {
        this.options = options;
        this.settings = new StepSettings(options);
        this.ends = ends;
        this.tools = tools;
        this.placement = new Placement(options);
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
        FindingPath.Ends found =
                new FindingPath(settings, tools, placement)
                        .wire(
                                playback.map(PlaybackPath.Ends::reports)
                                        .map(planned.getSideOutput(SideOutputs.CONTROL)::union)
                                        .orElse(planned.getSideOutput(SideOutputs.CONTROL)),
                                observed);
        DataStream<DeadLetter> badControl = new WritingPath(ends, placement).wire(env, found);

        keyFrames(decoded, observed);
        DataStream<SegmentDone> indexed =
                decoded.getSideOutput(SideOutputs.SEGMENTS_DONE)
                        .union(
                                found.ordered().getSideOutput(SideOutputs.SEGMENTS_DONE),
                                found.changes().getSideOutput(SideOutputs.SEGMENTS_DONE));
        tellDone(playback.map(PlaybackPath.Ends::done).map(indexed::union).orElse(indexed));
        deadLetters(
                parsed.getSideOutput(SideOutputs.DEAD_LETTERS)
                        .union(
                                admitted.getSideOutput(SideOutputs.DEAD_LETTERS),
                                found.ordered().getSideOutput(SideOutputs.DEAD_LETTERS),
                                found.changes().getSideOutput(SideOutputs.DEAD_LETTERS),
                                badControl));
    }

    private SingleOutputStreamOperator<VideoArrival> parse(StreamExecutionEnvironment env) {
        SingleOutputStreamOperator<RawEvent> arrivals =
                env.fromSource(ends.arrivals(), WatermarkStrategy.noWatermarks(), "Arrivals")
                        .uid("arrivals");
        placement.sized(arrivals, ParallelismOptions.PROBE_PARALLELISM);
        return placement.sized(
                arrivals.process(new ParseArrivals(settings.tenants()))
                        .uid("parse")
                        .name("Parse arrivals"),
                ParallelismOptions.PROBE_PARALLELISM);
    }

    private SingleOutputStreamOperator<ProbeOutcome> probe(
            SingleOutputStreamOperator<VideoArrival> arrivals) {
        return placement.sized(
                arrivals.keyBy(ProbeVideos.KEY)
                        .transform(
                                "Probe videos",
                                TypeInformation.of(ProbeOutcome.class),
                                new ProbeVideosFactory(tools.videos(), settings.probe()))
                        .uid("probe"),
                ParallelismOptions.PROBE_PARALLELISM);
    }

    private SingleOutputStreamOperator<SegmentDone> segmentsDone(StreamExecutionEnvironment env) {
        return placement.single(
                env.fromSource(
                                ends.segmentsDone(),
                                WatermarkStrategy.noWatermarks(),
                                "Segments that are done")
                        .uid("segments-done-source"));
    }

    private SingleOutputStreamOperator<VideoChange> admit(
            SingleOutputStreamOperator<VideoArrival> parsed,
            SingleOutputStreamOperator<ProbeOutcome> probed,
            SingleOutputStreamOperator<SegmentDone> done) {
        SingleOutputStreamOperator<SegmentDone> ends =
                placement.single(
                        done.filter(
                                        told ->
                                                told.kind() == SegmentDone.Kind.CONCLUDED
                                                        && !told.playback())
                                .uid("conclusions")
                                .name("Outcomes of versions"));
        return placement.sized(
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
                placement.single(
                        done.filter(told -> !told.playback())
                                .uid("indexing-done")
                                .name("Indexed segments that are done"));
        return placement.single(
                admitted.connect(own)
                        .keyBy(DispatchSegments.key(), DispatchSegments.key(), Types.STRING)
                        .process(new DispatchSegments(settings.dispatch(slots, tools.analysers())))
                        .uid("dispatch")
                        .name("Dispatch segments"));
    }

    private SingleOutputStreamOperator<DecodedSegment> decode(
            SingleOutputStreamOperator<Segment> planned) {
        DecodeSegments decode =
                new DecodeSegments(tools.videos(), settings.decode(tools.analysers()));
        return placement.sized(
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
        return placement
                .sized(
                        observed.uid("observe").name("Observe frames"),
                        ParallelismOptions.OBSERVE_PARALLELISM)
                .slotSharingGroup(options.get(ParallelismOptions.OBSERVE_SLOTS));
    }

    /** Each in the chain of the operator whose pictures it stores: none crosses into a task. */
    private void keyFrames(
            SingleOutputStreamOperator<DecodedSegment> decoded,
            SingleOutputStreamOperator<ObservedSegment> observed) {
        decoded.getSideOutput(SideOutputs.KEY_FRAMES)
                .sinkTo(ends.keyFrames())
                .uid("key-frames")
                .name("Store key frames")
                .slotSharingGroup(options.get(ParallelismOptions.DECODE_SLOTS))
                .setParallelism(decoded.getParallelism());
        observed.getSideOutput(SideOutputs.KEY_FRAMES)
                .sinkTo(ends.keyFrames())
                .uid("object-pictures")
                .name("Store pictures of objects")
                .slotSharingGroup(options.get(ParallelismOptions.OBSERVE_SLOTS))
                .setParallelism(observed.getParallelism());
    }

    private void tellDone(DataStream<SegmentDone> done) {
        done.sinkTo(ends.tellSegmentsDone())
                .uid("segments-done")
                .name("Tell what is done")
                .setParallelism(1)
                .slotSharingGroup(options.get(ParallelismOptions.DECODE_SLOTS));
    }

    private void deadLetters(DataStream<DeadLetter> letters) {
        letters.sinkTo(ends.deadLetters())
                .uid("dead-letters")
                .name("Write dead letters")
                .setParallelism(1);
    }
}
