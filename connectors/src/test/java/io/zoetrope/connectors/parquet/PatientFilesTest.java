package io.zoetrope.connectors.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zoetrope.connectors.Patience;
import io.zoetrope.connectors.StoreBreaker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream;
import org.apache.flink.core.fs.RecoverableWriter;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PatientFilesTest {
    private static final Path PATH = new Path("s3a://bucket/archive/part-0.parquet");

    /** What each try meets: opening fails, sending fails, closing fails, or nothing does. */
    private enum Meets {
        CLOSED,
        BREAK,
        LATE_BREAK,
        BUG,
        NOTHING
    }

    private final TestingStore store = new TestingStore();

    @Test
    void aFileIsSentWholeHoweverOftenTheStoreBreaks() throws Exception {
        store.meets.addAll(List.of(Meets.CLOSED, Meets.BREAK, Meets.LATE_BREAK, Meets.NOTHING));
        try (RecoverableFsDataOutputStream out = files(1).open(PATH)) {
            out.write("first ".getBytes(UTF_8));
            out.write('s');
            out.write("xecondx".getBytes(UTF_8), 1, 5);
            assertThat(out.getPos()).isEqualTo(12);
            assertThat(store.opened).as("before it is whole").isZero();
            assertThat(out.closeForCommit()).isSameAs(store.committer);
        }
        assertThat(store.opened).isEqualTo(4);
        assertThat(store.kept).containsExactly("first second");
        assertThat(store.closedInVain).isEqualTo(2);
    }

    @Test
    void anErrorOfOursIsNoReasonToWait() throws Exception {
        store.meets.addAll(List.of(Meets.BUG, Meets.NOTHING));
        try (RecoverableFsDataOutputStream out = files(1).open(PATH)) {
            assertThatThrownBy(out::closeForCommit).hasMessage("ours");
        }
        assertThat(store.kept).isEmpty();
    }

    @Test
    void aTaskThatIsCancelledDoesNotWait() throws Exception {
        store.meets.add(Meets.CLOSED);
        try (RecoverableFsDataOutputStream out = files(60_000).open(PATH)) {
            Thread task = Thread.currentThread();
            Thread cancels =
                    new Thread(
                            () -> {
                                while (task.getState() != Thread.State.TIMED_WAITING) {
                                    Thread.onSpinWait();
                                }
                                task.interrupt();
                            });
            cancels.start();
            assertThatThrownBy(out::closeForCommit).isInstanceOf(InterruptedIOException.class);
            assertThat(Thread.interrupted()).isTrue();
            cancels.join();
        }
    }

    @Test
    void whatIsNotCommittedIsNotSent() throws Exception {
        try (RecoverableFsDataOutputStream out = files(1).open(PATH)) {
            out.write(1);
        }
        assertThat(store.opened).isZero();
    }

    private PatientFiles files(long longestPauseMs) {
        StoreBreaker breaker =
                StoreBreaker.register("The store", "breaker", new UnregisteredMetricsGroup());
        return new PatientFiles(store, new Patience(breaker, longestPauseMs));
    }

    private static final class TestingStore implements RecoverableWriter {
        final Deque<Meets> meets = new ArrayDeque<>();
        final List<String> kept = new ArrayList<>();
        final RecoverableFsDataOutputStream.Committer committer = new NoCommitter();
        int opened;
        int closedInVain;

        @Override
        public RecoverableFsDataOutputStream open(Path path) throws IOException {
            opened++;
            Meets met = meets.size() > 1 ? meets.poll() : meets.peek();
            if (met == Meets.CLOSED) {
                throw new IOException("connection refused");
            }
            if (met == Meets.BUG) {
                throw new IllegalStateException("ours");
            }
            return new TestingUpload(met);
        }

        private final class TestingUpload extends RecoverableFsDataOutputStream {
            private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            private final Meets met;

            TestingUpload(Meets met) {
                this.met = met;
            }

            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] some, int offset, int length) throws IOException {
                bytes.write(some, offset, length);
                if (met == Meets.BREAK) {
                    throw new IOException("connection reset");
                }
            }

            @Override
            public long getPos() {
                return bytes.size();
            }

            @Override
            public void flush() {}

            @Override
            public void sync() {}

            @Override
            public ResumeRecoverable persist() {
                throw new UnsupportedOperationException();
            }

            @Override
            public Committer closeForCommit() throws IOException {
                if (met == Meets.LATE_BREAK) {
                    throw new IOException("a part was not taken");
                }
                kept.add(bytes.toString(UTF_8));
                return committer;
            }

            @Override
            public void close() {
                closedInVain++;
            }
        }

        @Override
        public RecoverableFsDataOutputStream recover(ResumeRecoverable begun) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean requiresCleanupOfRecoverableState() {
            return false;
        }

        @Override
        public boolean cleanupRecoverableState(ResumeRecoverable begun) {
            return false;
        }

        @Override
        public RecoverableFsDataOutputStream.Committer recoverForCommit(CommitRecoverable sent) {
            return committer;
        }

        @Override
        public SimpleVersionedSerializer<CommitRecoverable> getCommitRecoverableSerializer() {
            return null;
        }

        @Override
        public SimpleVersionedSerializer<ResumeRecoverable> getResumeRecoverableSerializer() {
            return null;
        }

        @Override
        public boolean supportsResume() {
            return false;
        }
    }

    private static final class NoCommitter implements RecoverableFsDataOutputStream.Committer {
        @Override
        public void commit() {}

        @Override
        public void commitAfterRecovery() {}

        @Override
        public RecoverableWriter.CommitRecoverable getRecoverable() {
            return null;
        }
    }
}
