package io.zoetrope.jobs;

import io.zoetrope.connectors.kafka.StatusMessages;
import io.zoetrope.connectors.parquet.ArchivedFindings;
import io.zoetrope.connectors.parquet.ArchivedRemovals;
import io.zoetrope.domain.RawEvent;
import io.zoetrope.domain.TaughtLabel;
import io.zoetrope.domain.finding.DialogueLine;
import io.zoetrope.domain.finding.Finding;
import io.zoetrope.domain.finding.IndexChange;
import io.zoetrope.domain.finding.Moment;
import io.zoetrope.domain.finding.ScreenText;
import io.zoetrope.domain.finding.Shot;
import io.zoetrope.domain.finding.SoundWindow;
import io.zoetrope.domain.finding.TrackedObject;
import io.zoetrope.domain.message.DeadLetter;
import io.zoetrope.domain.status.VideoStatus;
import io.zoetrope.operators.SideOutputs;
import io.zoetrope.operators.label.LabelFindings;
import io.zoetrope.operators.label.ParseControl;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Where what was found goes: by way of the labels that people taught to the index, to the archives
 * as it is; and the uids, names and parallelism of those who write it.
 */
final class WritingPath {
    private final PipelineEndpoints ends;
    private final Placement placement;

    WritingPath(PipelineEndpoints ends, Placement placement) {
        this.ends = ends;
        this.placement = placement;
    }

    /** Gives the messages of the control topic that could not be taken. */
    DataStream<DeadLetter> wire(StreamExecutionEnvironment env, FindingPath.Ends found) {
        SingleOutputStreamOperator<IndexChange> changes = found.changes();
        SingleOutputStreamOperator<TaughtLabel> taught = taught(env);
        index(label(changes, taught));
        archive(changes);
        found.ordered()
                .getSideOutput(SideOutputs.KEY_FRAME_REMOVALS)
                .transform("Remove key frames", Types.VOID, ends.keyFrameRemovals())
                .uid("key-frame-removals")
                .setParallelism(changes.getParallelism());
        found.composed()
                .getSideOutput(SideOutputs.FRAMES)
                .sinkTo(ends.archive().frames())
                .uid("frames-archive")
                .name("Archive frames")
                .setParallelism(changes.getParallelism());
        return taught.getSideOutput(SideOutputs.DEAD_LETTERS);
    }

    /** One subtask: labels are few, and those of one tenant stay in order. */
    private SingleOutputStreamOperator<TaughtLabel> taught(StreamExecutionEnvironment env) {
        SingleOutputStreamOperator<RawEvent> control =
                placement.single(
                        env.fromSource(ends.control(), WatermarkStrategy.noWatermarks(), "Control")
                                .uid("control"));
        return placement.single(
                control.process(new ParseControl()).uid("parse-control").name("Parse control"));
    }

    /** In the subtask that composed them: the changes of one video stay in order. */
    private SingleOutputStreamOperator<IndexChange> label(
            SingleOutputStreamOperator<IndexChange> changes,
            SingleOutputStreamOperator<TaughtLabel> taught) {
        return placement.grouped(
                changes.connect(taught.broadcast(LabelFindings.LABELS))
                        .process(new LabelFindings())
                        .uid("label")
                        .name("Label findings")
                        .setParallelism(changes.getParallelism()));
    }

    /** In the subtask that composed them: the changes of one video stay in order. */
    private void index(SingleOutputStreamOperator<IndexChange> labelled) {
        int parallelism = labelled.getParallelism();
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
    }

    /** Everything that was found, as it was before anybody taught a label. */
    private void archive(SingleOutputStreamOperator<IndexChange> changes) {
        int parallelism = changes.getParallelism();
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
}
