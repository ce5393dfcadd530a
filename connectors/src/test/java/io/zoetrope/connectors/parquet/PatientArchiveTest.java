package io.zoetrope.connectors.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.connectors.Patience;
import io.zoetrope.connectors.StoreBreaker;
import io.zoetrope.connectors.TestingMetrics;
import io.zoetrope.connectors.TestingRecords;
import io.zoetrope.domain.finding.FrameRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.connector.file.sink.FileSinkCommittable;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessageTypeInfo;
import org.apache.flink.streaming.api.connector.sink2.CommittableWithLineage;
import org.apache.flink.streaming.runtime.operators.sink.CommitterOperatorFactory;
import org.apache.flink.streaming.runtime.operators.sink.SinkWriterOperatorFactory;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PatientArchiveTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir Path root;

    private final TestingMetrics metrics = new TestingMetrics();
    private Sink<FrameRecord> sink;

    @BeforeEach
    void make() {
        sink = ArchiveSinks.frames(new org.apache.flink.core.fs.Path(root.toUri()));
    }

    /** Nothing can be put under the name that a file is to have, until somebody makes room. */
    @Test
    void filesThatTheStoreDoesNotTakeWaitForIt() throws Exception {
        List<CommittableMessage<FileSinkCommittable>> written = write();
        Path file = file(written);
        Path inTheWay = Files.createDirectories(file.resolve("in the way"));
        try (var committer = committer()) {
            committer.setup(messages());
            committer.open();
            for (CommittableMessage<FileSinkCommittable> message : written) {
                committer.processElement(new StreamRecord<>(message));
            }
            OperatorSubtaskState snapshot = committer.snapshot(1, 1);
            assertThat(snapshot.hasState()).isTrue();
            Thread store = whenHeld(() -> delete(inTheWay, file));
            committer.notifyOfCompletedCheckpoint(1);
            store.join();
        }

        assertThat(metrics.gauge(PatientArchive.BREAKER_OPEN)).isZero();
        assertThat(parts()).containsExactly(file);
    }

    /** Nothing can be put below the root, until somebody makes room. */
    @Test
    void filesThatCannotBeSentWaitForTheStore() throws Exception {
        Path inTheWay = Files.writeString(root.resolve("archive"), "in the way");
        List<CommittableMessage<FileSinkCommittable>> written =
                write(() -> whenHeld(() -> delete(inTheWay)));
        assertThat(metrics.gauge(PatientArchive.BREAKER_OPEN)).isZero();

        try (var committer = committer()) {
            committer.setup(messages());
            committer.open();
            for (CommittableMessage<FileSinkCommittable> message : written) {
                committer.processElement(new StreamRecord<>(message));
            }
            committer.snapshot(1, 1);
            committer.notifyOfCompletedCheckpoint(1);
        }
        assertThat(parts()).containsExactly(file(written));
        assertThat(Files.size(file(written))).isPositive();
    }

    @Test
    void failsInTheEndBecauseAFileMayBeLost() throws Exception {
        TestingCommitter files =
                new TestingCommitter(new IOException("no such upload"), Integer.MAX_VALUE);
        try (var committer = new PatientCommitter<>(files, patience(1), Duration.ofMillis(20))) {
            assertThatThrownBy(() -> committer.commit(List.of(request("a"))))
                    .hasMessage("no such upload");
        }
        assertThat(files.tried).hasSizeGreaterThan(1);
        assertThat(files.closed).isTrue();
    }

    @Test
    void triesTheOneThatFailedAndNoOtherAgain() throws Exception {
        TestingCommitter files = new TestingCommitter(new IOException("away"), 2);
        try (var committer = new PatientCommitter<>(files, patience(1), LONG)) {
            committer.commit(List.of(request("a"), request("b")));
        }

        assertThat(files.tried).containsExactly("a", "a", "a", "b");
    }

    @Test
    void anErrorOfOursIsNoReasonToWait() throws Exception {
        TestingCommitter files = new TestingCommitter(new IllegalStateException("ours"), 1);
        try (var committer = new PatientCommitter<>(files, patience(1), LONG)) {
            assertThatThrownBy(() -> committer.commit(List.of(request("a")))).hasMessage("ours");
        }
        assertThat(files.tried).containsExactly("a");
    }

    @Test
    void aTaskThatIsCancelledDoesNotWait() throws Exception {
        TestingCommitter files = new TestingCommitter(new IOException("away"), 100);
        try (var committer = new PatientCommitter<>(files, patience(60_000), LONG)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> committer.commit(List.of(request("a"))))
                    .isInstanceOf(InterruptedException.class);
        }
        assertThat(files.tried).containsExactly("a");
    }

    private List<CommittableMessage<FileSinkCommittable>> write() throws Exception {
        return write(() -> {});
    }

    private List<CommittableMessage<FileSinkCommittable>> write(Runnable beforeItIsSent)
            throws Exception {
        try (OneInputStreamOperatorTestHarness<FrameRecord, CommittableMessage<FileSinkCommittable>>
                writer =
                        new OneInputStreamOperatorTestHarness<>(
                                new SinkWriterOperatorFactory<FrameRecord, FileSinkCommittable>(
                                        sink),
                                metrics.environment())) {
            writer.setup(messages());
            writer.open();
            writer.processElement(new StreamRecord<>(TestingRecords.frame("video", 0)));
            beforeItIsSent.run();
            writer.prepareSnapshotPreBarrier(1);
            return writer.extractOutputValues();
        }
    }

    @SuppressWarnings("unchecked")
    private OneInputStreamOperatorTestHarness<
                    CommittableMessage<FileSinkCommittable>,
                    CommittableMessage<FileSinkCommittable>>
            committer() throws Exception {
        return new OneInputStreamOperatorTestHarness<>(
                new CommitterOperatorFactory<>(
                        (SupportsCommitter<FileSinkCommittable>) sink, false, true),
                metrics.environment());
    }

    @SuppressWarnings("unchecked")
    private TypeSerializer<CommittableMessage<FileSinkCommittable>> messages() {
        SupportsCommitter<FileSinkCommittable> files =
                (SupportsCommitter<FileSinkCommittable>) sink;
        return CommittableMessageTypeInfo.of(files::getCommittableSerializer)
                .createSerializer(new SerializerConfigImpl());
    }

    private static Path file(List<CommittableMessage<FileSinkCommittable>> written) {
        return written.stream()
                .filter(CommittableWithLineage.class::isInstance)
                .map(message -> (CommittableWithLineage<FileSinkCommittable>) message)
                .map(message -> message.getCommittable().getPendingFile().getPath())
                .map(path -> Path.of(path.getPath()))
                .findFirst()
                .orElseThrow();
    }

    /** Does something once the stream is held. */
    private Thread whenHeld(Runnable something) {
        Thread thread =
                new Thread(
                        () -> {
                            while (metrics.gauge(PatientArchive.BREAKER_OPEN) == 0) {
                                Thread.onSpinWait();
                            }
                            something.run();
                        });
        thread.start();
        return thread;
    }

    private static void delete(Path... paths) {
        for (Path path : paths) {
            if (!path.toFile().delete()) {
                throw new AssertionError(path + " cannot be deleted");
            }
        }
    }

    private List<Path> parts() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".parquet"))
                    .toList();
        }
    }

    private static Patience patience(long longestPauseMs) {
        StoreBreaker breaker =
                StoreBreaker.register("The store", "breaker", new UnregisteredMetricsGroup());
        return new Patience(breaker, longestPauseMs);
    }

    private static Committer.CommitRequest<String> request(String name) {
        return new TestingRequest(name);
    }

    /** Fails so often with one failure, then takes what it is given. */
    private static final class TestingCommitter implements Committer<String> {
        private final List<String> tried = new ArrayList<>();
        private final Exception failure;
        private int failures;
        private boolean closed;

        private TestingCommitter(Exception failure, int failures) {
            this.failure = failure;
            this.failures = failures;
        }

        @Override
        public void commit(Collection<CommitRequest<String>> requests) throws IOException {
            for (CommitRequest<String> request : requests) {
                tried.add(request.getCommittable());
                if (failures-- > 0) {
                    if (failure instanceof IOException e) {
                        throw e;
                    }
                    throw (RuntimeException) failure;
                }
            }
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private record TestingRequest(String getCommittable)
            implements Committer.CommitRequest<String> {
        @Override
        public int getNumberOfRetries() {
            return 0;
        }

        @Override
        public void signalFailedWithKnownReason(Throwable why) {
            throw new AssertionError(why);
        }

        @Override
        public void signalFailedWithUnknownReason(Throwable why) {
            throw new AssertionError(why);
        }

        @Override
        public void retryLater() {
            throw new AssertionError();
        }

        @Override
        public void updateAndRetryLater(String committable) {
            throw new AssertionError();
        }

        @Override
        public void signalAlreadyCommitted() {
            throw new AssertionError();
        }
    }
}
