package io.zoetrope.connectors.objects;

import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.local.LocalFileSystem;

/** A local store on which every write ends in an error of the VM. */
final class FailingFiles extends LocalFileSystem {
    private final Error error;

    private FailingFiles(Error error) {
        this.error = error;
    }

    static FailingFiles with(Error error) {
        return new FailingFiles(error);
    }

    @Override
    public FSDataOutputStream create(Path path, WriteMode mode) {
        throw error;
    }
}
