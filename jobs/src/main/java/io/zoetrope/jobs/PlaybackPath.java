package io.zoetrope.jobs;

import io.zoetrope.domain.message.SegmentDone;
import io.zoetrope.operators.SideOutputs;
import io.zoetrope.operators.admit.VideoChange;
import io.zoetrope.operators.dispatch.Segment;
import io.zoetrope.operators.dispatch.line.DispatchSegments;
import io.zoetrope.operators.playback.PackageSegments;
import io.zoetrope.operators.playback.PackagedSegment;
import io.zoetrope.operators.playback.PlanRenditions;
import io.zoetrope.operators.playback.PublishPlaylist;
import org.apache.flink.api.common.functions.Partitioner;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The path of what is prepared for playback, and its operators' uids, names, parallelism and slot
 * group. It shares the admission of videos with the path that indexes, and nothing else: it has a
 * waiting line, slots and processes of its own, so neither path waits for the other.
 *
 * <pre>
 *                                          ┌───── segments done (of playback) ◄──┐
 *                                          ▼                                     │
 *  AdmitVersions ─► PlanRenditions ─► DispatchSegments ─► by slot ─► PackageSegments ─► by video
 *                                          │ control                     │                 │
 *                                          └──────────────► PublishPlaylist ◄──────────────┘
 *                                                           │            ▼
 *                             how far it is, to OrderSegments ◄┘      playlists, to the store
 * </pre>
 */
final class PlaybackPath {
    /** Where it ends. */
    record Ends(DataStream<VideoChange> reports, DataStream<SegmentDone> done) {}

    private final ReadableConfig options;
    private final StepSettings settings;
    private final PipelineEndpoints ends;
    private final PipelineTools tools;
    private final Partitioner<Integer> slots;

    /**
     * @param slots from a slot that the dispatcher chose to a subtask
     */
    PlaybackPath(
            ReadableConfig options,
            PipelineEndpoints ends,
            PipelineTools tools,
            Partitioner<Integer> slots) {
        this.options = options;
        this.settings = new StepSettings(options);
        this.ends = ends;
        this.tools = tools;
        this.slots = slots;
    }

    Ends wire(
            StreamExecutionEnvironment env,
            SingleOutputStreamOperator<VideoChange> admitted,
            SingleOutputStreamOperator<SegmentDone> done) {
        int asked = options.get(PlaybackOptions.PARALLELISM);
        int parallelism = asked > 0 ? asked : env.getParallelism();
        SingleOutputStreamOperator<Segment> planned = dispatch(admitted, done, parallelism);
        SingleOutputStreamOperator<PackagedSegment> packaged =
                grouped(
                        planned.partitionCustom(slots, Segment::slot)
                                .process(
                                        new PackageSegments(
                                                tools.videos(), ends.files(), settings.encoding()))
                                .uid("package")
                                .name("Package segments")
                                .setParallelism(parallelism));
        SingleOutputStreamOperator<VideoChange> published =
                grouped(
                        planned.getSideOutput(SideOutputs.CONTROL)
                                .connect(packaged)
                                .keyBy(VideoChange::videoKey, PackagedSegment::videoKey)
                                .process(new PublishPlaylist(ends.files(), settings.rememberMs()))
                                .uid("publish")
                                .name("Publish playlists")
                                .setParallelism(parallelism));
        return new Ends(
                published,
                packaged.getSideOutput(SideOutputs.SEGMENTS_DONE)
                        .union(published.getSideOutput(SideOutputs.SEGMENTS_DONE)));
    }

    /** One subtask: one line for all tenants. */
    private SingleOutputStreamOperator<Segment> dispatch(
            SingleOutputStreamOperator<VideoChange> admitted,
            SingleOutputStreamOperator<SegmentDone> done,
            int parallelism) {
        SingleOutputStreamOperator<VideoChange> wanted =
                grouped(
                        admitted.flatMap(new PlanRenditions(settings.renditions()))
                                .uid("renditions")
                                .name("Plan renditions")
                                .setParallelism(admitted.getParallelism()));
        SingleOutputStreamOperator<SegmentDone> own =
                grouped(
                        done.filter(SegmentDone::playback)
                                .uid("playback-done")
                                .name("Packaged segments that are done")
                                .setParallelism(1));
        return grouped(
                wanted.connect(own)
                        .keyBy(DispatchSegments.key(), DispatchSegments.key(), Types.STRING)
                        .process(
                                new DispatchSegments(
                                        settings.playbackLine(parallelism, tools.analysers())))
                        .uid("dispatch-playback")
                        .name("Dispatch playback")
                        .setParallelism(1));
    }

    private <T> SingleOutputStreamOperator<T> grouped(SingleOutputStreamOperator<T> step) {
        return step.slotSharingGroup(options.get(ParallelismOptions.DECODE_SLOTS));
    }
}
