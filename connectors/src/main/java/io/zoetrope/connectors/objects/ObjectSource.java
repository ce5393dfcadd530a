package io.zoetrope.connectors.objects;

import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.store.FileVersion;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.sources.SourcePolicy;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.util.Locale;
import java.util.regex.Pattern;
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
    private static final int MAX_PORT = 65_535;

    /** A bucket, a container or a host as all stores take them. */
    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");

    private final FSDataInputStream in;
    private final long size;
    private final String version;
    private final byte[] chunk = new byte[CHUNK_BYTES];

    private ObjectSource(FSDataInputStream in, FileStatus status) {
        this.in = in;
        this.size = status.getLen();
        this.version = FileVersion.of(size, status.getModificationTime());
    }

    /** Where a file system comes from: Flink's plugins, but for tests. */
    interface FileSystems {
        FileSystem of(Path path) throws IOException;
    }

    /** An {@link io.zoetrope.sources.ObjectOpener}; the caller closes what it gets. */
    public static ObjectSource open(String uri, SourcePolicy policy)
            throws RejectedInput, IOException {
        return open(uri, policy, Path::getFileSystem);
    }

    static ObjectSource open(String uri, SourcePolicy policy, FileSystems systems)
            throws RejectedInput, IOException {
        Path path = pathOf(uri);
        policy.requirePrefix(path.toString());
        try {
            FileSystem files = made(uri, path, systems);
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
        } catch (IllegalArgumentException e) {
            // The client was made: what it has something against is this name.
            throw refused(uri, e);
        } catch (NullPointerException e) {
            throw failed(uri, path, e);
        }
    }

    /** A file system, for which its settings are read. */
    private static FileSystem made(String uri, Path path, FileSystems systems)
            throws RejectedInput, IOException {
        try {
            return systems.of(path);
        } catch (IllegalArgumentException | NullPointerException e) {
            throw failed(uri, path, e);
        }
    }

    private static IOException failed(String uri, Path path, RuntimeException e)
            throws RejectedInput {
        if (!isPlain(path.toUri())) {
            throw refused(uri, e);
        }
        return new IOException(
                String.format(
                        Locale.ROOT,
                        "the file system plugin for '%s' failed over %s: %s. If it fails over every"
                                + " object of this store, correct the plugin's settings in the"
                                + " cluster's configuration, such as the endpoint, the region and the"
                                + " credentials.",
                        path.toUri().getScheme(),
                        uri,
                        e),
                e);
    }

    private static RejectedInput refused(String uri, RuntimeException e) {
        return new RejectedInput(
                Reason.BAD_URI,
                "its bucket, host or key is none for the store's client: " + uri + ": " + e,
                e);
    }

    /** Whether no client can have anything against the address: then its settings are at fault. */
    private static boolean isPlain(URI uri) {
        String host = uri.getHost();
        String user = uri.getUserInfo();
        return host != null
                && HOST.matcher(host).matches()
                && (user == null || HOST.matcher(user).matches())
                && uri.getPort() <= MAX_PORT;
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
