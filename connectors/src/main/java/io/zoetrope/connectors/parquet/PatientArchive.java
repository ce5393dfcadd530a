package io.zoetrope.connectors.parquet;

import io.zoetrope.connectors.Patience;
import io.zoetrope.connectors.Spool;
import io.zoetrope.connectors.StoreBreaker;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.sink.FileSinkCommittable;
import org.apache.flink.connector.file.sink.writer.DefaultFileWriterBucketFactory;
import org.apache.flink.connector.file.sink.writer.FileWriter;
import org.apache.flink.connector.file.sink.writer.FileWriterBucketState;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.RecoverableWriter;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.BulkBucketWriter;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;

/**
 * A {@link FileSink} whose files wait for a store that is away, when they are sent and when they
 * get their names. Each is finished with the checkpoint.
 */
final class PatientArchive<T>
        implements Sink<T>,
                SupportsWriterState<T, FileWriterBucketState>,
                SupportsWriterState.WithCompatibleState,
                SupportsCommitter<FileSinkCommittable>,
                SupportsPreCommitTopology<FileSinkCommittable, FileSinkCommittable> {
    private static final long serialVersionUID = 1L;

    /** A gauge: 1 while the archive's store does not answer and the stream is held, else 0. */
    static final String BREAKER_OPEN = "archiveBreakerOpen";

    private static final long LONGEST_PAUSE_MS = 10_000;
    private static final Duration GIVE_UP_AFTER = Duration.ofMinutes(30);

    /** As the builder of {@link FileSink} has it; nothing happens here by time. */
    private static final long CHECK_MS = 60_000;

    private final Path folder;
    private final BulkWriter.Factory<T> format;
    private final BucketAssigner<T, String> partitions;
    private final OutputFileConfig names;
    private final FileSink<T> files;

    PatientArchive(
            Path folder,
            BulkWriter.Factory<T> format,
            BucketAssigner<T, String> partitions,
            OutputFileConfig names) {
        this.folder = folder;
        this.format = format;
        this.partitions = partitions;
        this.names = names;
        this.files =
                FileSink.forBulkFormat(folder, format)
                        .withBucketAssigner(partitions)
                        .withRollingPolicy(OnCheckpointRollingPolicy.build())
                        .withOutputFileConfig(names)
                        .build();
    }

    @Override
    public Committer<FileSinkCommittable> createCommitter(CommitterInitContext context)
            throws IOException {
        return new PatientCommitter<>(
                files.createCommitter(context), patience(context.metricGroup()), GIVE_UP_AFTER);
    }

    private static Patience patience(MetricGroup metrics) {
        StoreBreaker breaker = StoreBreaker.register("The archive's store", BREAKER_OPEN, metrics);
        return new Patience(breaker, LONGEST_PAUSE_MS);
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
        return restoreWriter(context, List.of());
    }

    @Override
    public StatefulSinkWriter<T, FileWriterBucketState> restoreWriter(
            WriterInitContext context, Collection<FileWriterBucketState> state) throws IOException {
        // Whatever a task before this one left on the disk goes now.
        Spool.ofProcess();
        RecoverableWriter store = folder.getFileSystem().createRecoverableWriter();
        FileWriter<T> writer =
                new FileWriter<>(
                        folder,
                        context.metricGroup(),
                        partitions,
                        new DefaultFileWriterBucketFactory<>(),
                        new BulkBucketWriter<>(
                                new PatientFiles(store, patience(context.metricGroup())), format),
                        OnCheckpointRollingPolicy.build(),
                        names,
                        context.getProcessingTimeService(),
                        CHECK_MS);
        writer.initializeState(state);
        return writer;
    }

    @Override
    public SimpleVersionedSerializer<FileWriterBucketState> getWriterStateSerializer() {
        return files.getWriterStateSerializer();
    }

    @Override
    public Collection<String> getCompatibleWriterStateNames() {
        return files.getCompatibleWriterStateNames();
    }

    @Override
    public SimpleVersionedSerializer<FileSinkCommittable> getCommittableSerializer() {
        return files.getCommittableSerializer();
    }

    @Override
    public SimpleVersionedSerializer<FileSinkCommittable> getWriteResultSerializer() {
        return files.getWriteResultSerializer();
    }

    @Override
    public DataStream<CommittableMessage<FileSinkCommittable>> addPreCommitTopology(
            DataStream<CommittableMessage<FileSinkCommittable>> written) {
        return files.addPreCommitTopology(written);
    }
}
