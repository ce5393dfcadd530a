package io.zoetrope.connectors.objects;

import io.zoetrope.connectors.Spool;
import io.zoetrope.connectors.StoreFailures;
import io.zoetrope.domain.store.FileStore;
import io.zoetrope.domain.store.FileStoreOpener;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/**
 * Files below an object-store root through Flink's file systems. In a folder of a machine a file is
 * renamed when it is whole. An object store shows what it was given when the stream is closed, be
 * it whole or not, in place of what was there: so it is given a file only once that is whole, and
 * until then it lies on this machine's disk.
 */
public final class ObjectFiles implements FileStore {
    private final FileSystem files;
    private final Path root;

    private ObjectFiles(FileSystem files, Path root) {
        this.files = files;
        this.root = root;
    }

    /**
     * @param root uri of a folder such as {@code file:///data} or {@code s3a://bucket/zoetrope}
     */
    public static FileStoreOpener below(String root) {
        return () -> {
            Path path = new Path(root);
            return new ObjectFiles(path.getFileSystem(), path);
        };
    }

    @Override
    public NewFile create(String path) throws IOException {
        Path target = at(path);
        if (files.isDistributedFS()) {
            return new Sent(target);
        }
        Path written = new Path(target.getParent(), "." + target.getName() + ".inprogress");
        return call(() -> new Renamed(files.create(written, WriteMode.OVERWRITE), written, target));
    }

    @Override
    public List<String> folders(String folder) throws IOException {
        Path path = at(folder);
        // Some file systems throw here and some answer null.
        FileStatus[] found = call(() -> files.exists(path) ? files.listStatus(path) : null);
        return found == null
                ? List.of()
                : Arrays.stream(found)
                        .filter(FileStatus::isDir)
                        .map(status -> status.getPath().getName())
                        .toList();
    }

    @Override
    public void delete(String path) throws IOException {
        Path target = at(path);
        boolean stays = call(() -> !files.delete(target, true) && files.exists(target));
        if (stays) {
            throw new IOException("cannot delete " + target);
        }
    }

    private Path at(String path) {
        return new Path(root, ObjectFolder.safe(path));
    }

    @Override
    public void close() {
        // Flink's file systems are shared.
    }

    private interface Call<T> {
        T run() throws IOException;
    }

    /** File system plugins throw their client's own exceptions. */
    private static <T> T call(Call<T> call) throws IOException {
        try {
            return call.run();
        } catch (RuntimeException e) {
            if (StoreFailures.isOfStore(e)) {
                throw new IOException("the object store failed: " + e.getMessage(), e);
            }
            throw e;
        }
    }

    /** In a folder of a machine. */
    private final class Renamed implements NewFile {
        private final FSDataOutputStream out;
        private final Path written;
        private final Path target;
        private boolean closed;
        private boolean finished;

        private Renamed(FSDataOutputStream out, Path written, Path target) {
            this.out = out;
            this.written = written;
            this.target = target;
        }

        @Override
        public void write(byte[] bytes, int length) throws IOException {
            call(
                    () -> {
                        out.write(bytes, 0, length);
                        return null;
                    });
        }

        @Override
        public void finish() throws IOException {
            closed = true;
            call(
                    () -> {
                        out.close();
                        if (!files.rename(written, target)) {
                            throw new IOException("cannot rename " + written + " to " + target);
                        }
                        return null;
                    });
            finished = true;
        }

        @Override
        public void close() throws IOException {
            if (finished) {
                return;
            }
            call(
                    () -> {
                        if (!closed) {
                            out.close();
                        }
                        files.delete(written, false);
                        return null;
                    });
        }
    }

    /** In an object store. */
    private final class Sent implements NewFile {
        private final Path target;
        private final java.nio.file.Path local;
        private final OutputStream out;

        private Sent(Path target) throws IOException {
            this.target = target;
            local = Spool.ofProcess().newFile(".part");
            out = new BufferedOutputStream(Files.newOutputStream(local));
        }

        @Override
        public void write(byte[] bytes, int length) throws IOException {
            out.write(bytes, 0, length);
        }

        @Override
        public void finish() throws IOException {
            out.close();
            call(
                    () -> {
                        FSDataOutputStream sent = files.create(target, WriteMode.OVERWRITE);
                        Files.copy(local, sent);
                        // Not if that failed: closing shows what there is.
                        sent.close();
                        return null;
                    });
        }

        @Override
        public void close() throws IOException {
            try {
                out.close();
            } finally {
                Files.deleteIfExists(local);
            }
        }
    }
}
