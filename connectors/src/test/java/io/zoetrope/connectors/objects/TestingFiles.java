package io.zoetrope.connectors.objects;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.local.LocalFileSystem;

/** A local store that does not take so many writes and deletions of paths that hold a text. */
final class TestingFiles extends LocalFileSystem {
    private final String text;
    private final AtomicInteger refusals;
    private volatile Error error;

    TestingFiles(String text, int refusals) {
        this.text = text;
        this.refusals = new AtomicInteger(refusals);
    }

    /** Refuses so many writes first. */
    static TestingFiles refusingWrites(int refusals) {
        return new TestingFiles("keyframes", refusals);
    }

    /** Each deletion ends in an error of the VM. */
    TestingFiles failingWith(Error thrown) {
        error = thrown;
        return this;
    }

    int refusalsLeft() {
        return refusals.get();
    }

    @Override
    public FSDataOutputStream create(Path path, WriteMode mode) throws IOException {
        if (path.getPath().contains(text) && refusals.getAndDecrement() > 0) {
            throw new IOException("503 slow down");
        }
        return super.create(path, mode);
    }

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
        if (error != null) {
            throw error;
        }
        if (path.getPath().contains(text) && refusals.getAndDecrement() > 0) {
            throw new IOException("503 slow down");
        }
        return super.delete(path, recursive);
    }
}
