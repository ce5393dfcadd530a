package io.zoetrope.connectors.parquet;

import io.zoetrope.connectors.Backoff;
import io.zoetrope.connectors.Patience;
import io.zoetrope.connectors.StoreFailures;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream;
import org.apache.flink.core.fs.RecoverableWriter;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.util.IOUtils;

/**
 * Files are written to this machine's disk and sent when they are whole: then one that a store does
 * not take can be sent again from its beginning, for as long as the store is away. What was begun
 * in vain stays at the store as an unfinished upload.
 */
final class PatientFiles implements RecoverableWriter {
    private final RecoverableWriter store;
    private final Patience patience;

    /**
     * @param store where they are sent
     */
    PatientFiles(RecoverableWriter store, Patience patience) {
        this.store = store;
        this.patience = patience;
    }

    @Override
    public RecoverableFsDataOutputStream open(Path path) throws IOException {
        return new SpooledFile(local -> send(local, path));
    }

    /** Returns when the store has all of it. */
    private RecoverableFsDataOutputStream.Committer send(java.nio.file.Path local, Path path)
            throws IOException {
        Backoff backoff = patience.begin();
        while (true) {
            try {
                RecoverableFsDataOutputStream.Committer sent = sendOnce(local, path);
                patience.answered();
                return sent;
            } catch (IOException | RuntimeException e) {
                if (!StoreFailures.isOfStore(e) || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                pause(backoff, path + ": " + e);
            }
        }
    }

    private RecoverableFsDataOutputStream.Committer sendOnce(java.nio.file.Path local, Path path)
            throws IOException {
        RecoverableFsDataOutputStream out = store.open(path);
        RecoverableFsDataOutputStream.Committer sent = null;
        try {
            Files.copy(local, out);
            sent = out.closeForCommit();
            return sent;
        } finally {
            // One that is closed for its commit is not to be closed again.
            if (sent == null) {
                IOUtils.closeQuietly(out);
            }
        }
    }

    private static void pause(Backoff backoff, String why) throws InterruptedIOException {
        try {
            backoff.pause(why);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while the archive's store was away: " + why);
        }
    }

    @Override
    public RecoverableFsDataOutputStream recover(ResumeRecoverable begun) throws IOException {
        return store.recover(begun);
    }

    @Override
    public RecoverableFsDataOutputStream.Committer recoverForCommit(CommitRecoverable sent)
            throws IOException {
        return store.recoverForCommit(sent);
    }

    @Override
    public boolean requiresCleanupOfRecoverableState() {
        return store.requiresCleanupOfRecoverableState();
    }

    @Override
    public boolean cleanupRecoverableState(ResumeRecoverable begun) throws IOException {
        return store.cleanupRecoverableState(begun);
    }

    @Override
    public SimpleVersionedSerializer<CommitRecoverable> getCommitRecoverableSerializer() {
        return store.getCommitRecoverableSerializer();
    }

    @Override
    public SimpleVersionedSerializer<ResumeRecoverable> getResumeRecoverableSerializer() {
        return store.getResumeRecoverableSerializer();
    }

    @Override
    public boolean supportsResume() {
        return store.supportsResume();
    }
}
