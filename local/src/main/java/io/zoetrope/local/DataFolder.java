package io.zoetrope.local;

import io.zoetrope.local.commandline.UsageProblem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The folder that a run keeps everything in, held for one run at a time. The run closes it. */
final class DataFolder implements AutoCloseable {
    private final Path root;
    private final FileChannel lockFile;

    private DataFolder(Path root, FileChannel lockFile) {
        this.root = root;
        this.lockFile = lockFile;
    }

    /**
     * @throws UsageProblem if the folder cannot be written, or another run holds it
     */
    static DataFolder open(Path root) {
        try {
            Files.createDirectories(root.resolve("logs"));
            FileChannel file =
                    FileChannel.open(
                            root.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            FileLock lock = file.tryLock();
            if (lock == null) {
                file.close();
                throw new UsageProblem("another run is using " + root + "; give another -Ddata");
            }
            return new DataFolder(root, file);
        } catch (IOException e) {
            throw new UsageProblem("cannot write to " + root + ": " + e.getMessage(), e);
        }
    }

    Path logs() {
        return root.resolve("logs");
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    Path openSearch() {
        return root.resolve("opensearch");
    }

    /** Key frames and the Parquet archive. */
    Path store() {
        return root.resolve("store");
    }

    Path samples() {
        return root.resolve("samples");
    }

    Path uploads() {
        return root.resolve("uploads");
    }

    /** Checkpoints and savepoints of the job with one set of models: state fits only those. */
    Path flink(String models) {
        return root.resolve("flink").resolve(models);
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
