package io.zoetrope.connectors.parquet;

import io.zoetrope.connectors.Spool;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream;
import org.apache.flink.core.fs.RecoverableWriter;

/** A file that lies on this machine's disk until it is whole, then is sent. For one thread. */
final class SpooledFile extends RecoverableFsDataOutputStream {
    private final Sending sending;
    private final Path local;
    private final OutputStream out;
    private long written;

    /** Brings a whole file to where it belongs. */
    interface Sending {
        RecoverableFsDataOutputStream.Committer send(Path whole) throws IOException;
    }

    SpooledFile(Sending sending) throws IOException {
        this.sending = sending;
        local = Spool.ofProcess().newFile(".parquet");
        out = new BufferedOutputStream(Files.newOutputStream(local));
    }

    @Override
    public long getPos() {
        return written;
    }

    @Override
    public void write(int one) throws IOException {
        out.write(one);
        written++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        written += length;
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    /** Nobody relies on it before it is sent. */
    @Override
    public void sync() throws IOException {
        out.flush();
    }

    /** Files are finished with each checkpoint: none is half written in one. */
    @Override
    public RecoverableWriter.ResumeRecoverable persist() {
        throw new UnsupportedOperationException("a file of the archive is sent whole");
    }

    @Override
    public Committer closeForCommit() throws IOException {
        try {
            out.close();
            return sending.send(local);
        } finally {
            Files.deleteIfExists(local);
        }
    }

    /** Drops it, if it was not sent; also if the disk takes no more of it. */
    @Override
    public void close() throws IOException {
        try {
            out.close();
        } finally {
            Files.deleteIfExists(local);
        }
    }
}
