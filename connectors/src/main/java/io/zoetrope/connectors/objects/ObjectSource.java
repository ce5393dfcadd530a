package io.zoetrope.connectors.objects;

import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.store.FileVersion;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.sources.SourcePolicy;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;

/**
 * An object of a store that Flink has a file system for. Flink's interface gives no etag: size and
 * modification time stand for the version.
 */
public final class ObjectSource implements MediaSource {
    private static final int CHUNK_BYTES = 64 * 1024;

    private final FSDataInputStream in;
    private final long size;
    private final String version;
    private final byte[] chunk = new byte[CHUNK_BYTES];

    private ObjectSource(FSDataInputStream in, FileStatus status) {
        this.in = in;
        this.size = status.getLen();
        this.version = FileVersion.of(size, status.getModificationTime());
    }

    /** An {@link io.zoetrope.sources.ObjectOpener}; the caller closes what it gets. */
    public static ObjectSource open(String uri, SourcePolicy policy)
            throws RejectedInput, IOException {
        Path path = pathOf(uri);
        policy.requirePrefix(path.toString());
        try {
            FileSystem files = path.getFileSystem();
            FileStatus status = files.getFileStatus(path);
            if (status.isDir()) {
                throw new RejectedInput(Reason.BAD_URI, "a folder, not a file: " + uri);
            }
            return new ObjectSource(files.open(path), status);
        } catch (UnsupportedFileSystemSchemeException e) {
            throw new RejectedInput(
                    Reason.BAD_URI, "no file system plugin on this cluster for " + uri, e);
        } catch (FileNotFoundException e) {
            throw new RejectedInput(Reason.NOT_FOUND, "no such object: " + uri, e);
        } catch (AccessDeniedException e) {
            throw new RejectedInput(Reason.ACCESS_DENIED, "may not be read: " + uri, e);
        }
    }

    private static Path pathOf(String uri) throws RejectedInput {
        try {
            // Resolves "..", so that a prefix is compared with what is opened.
            return new Path(uri);
        } catch (IllegalArgumentException e) {
            throw new RejectedInput(Reason.BAD_URI, "not a uri: " + uri, e);
        }
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public int read(long position, ByteBuffer into) throws IOException {
        if (!into.hasRemaining()) {
            return 0;
        }
        if (position >= size) {
            return -1;
        }
        if (in.getPos() != position) {
            in.seek(position);
        }
        int read = in.read(chunk, 0, Math.min(chunk.length, into.remaining()));
        if (read < 0) {
            throw new IOException("object ended at " + position + " of " + size + " bytes");
        }
        into.put(chunk, 0, read);
        return read;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
