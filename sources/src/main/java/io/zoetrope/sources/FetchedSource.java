package io.zoetrope.sources;

import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.domain.store.StoreName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * An object that is read from its copy on disk, if there is one or can be. It may be closed by
 * another thread, to break a read off.
 */
final class FetchedSource implements MediaSource {
    private final MediaSource source;
    private final Scratch scratch;
    private final String key;
    private final String store;
    private final long size;
    private final String version;
    private final AtomicReference<FetchedFile> copy = new AtomicReference<>();
    private final AtomicBoolean sourceClosed = new AtomicBoolean();
    private boolean asked;
    private volatile boolean closed;

    /**
     * @param source closed with this, or once nothing more is read of it
     */
    FetchedSource(MediaSource source, String uri, Scratch scratch) {
        this.source = source;
        this.scratch = scratch;
        size = source.size();
        version = source.version();
        store = StoreName.of(uri);
        key = uri + '\n' + version + '\n' + size;
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
        if (!asked) {
            asked = true;
            ask();
        }
        FetchedFile file = copy.get();
        return file == null ? source.read(position, into) : file.read(position, into);
    }

    private void ask() throws IOException {
        copy.set(scratch.take(key, store, size, source));
        if (closed) {
            leave();
            throw new IOException("closed while a copy was made");
        }
        if (copy.get() != null) {
            closeSource();
        }
    }

    @Override
    public void expect(long position, int bytes) throws IOException {
        if (asked && copy.get() == null) {
            source.expect(position, bytes);
        }
    }

    private void leave() {
        FetchedFile file = copy.getAndSet(null);
        if (file != null) {
            scratch.leave(file);
        }
    }

    private void closeSource() throws IOException {
        if (sourceClosed.compareAndSet(false, true)) {
            source.close();
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        leave();
        closeSource();
    }
}
