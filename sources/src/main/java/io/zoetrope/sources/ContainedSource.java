package io.zoetrope.sources;

import io.zoetrope.domain.store.MediaSource;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Whatever a store's client throws while it is read is a failure of this source, not a defect of
 * who reads: an {@link IOException}, which is tried again and in the end given up.
 */
final class ContainedSource implements MediaSource {
    private final MediaSource source;
    private final String uri;

    /**
     * @param source closed with this
     */
    ContainedSource(MediaSource source, String uri) {
        this.source = source;
        this.uri = uri;
    }

    static IOException failure(String uri, RuntimeException e) {
        return new IOException("the client of the store failed over " + uri + ": " + e, e);
    }

    @Override
    public long size() {
        return source.size();
    }

    @Override
    public String version() {
        return source.version();
    }

    @Override
    public int read(long position, ByteBuffer into) throws IOException {
        try {
            return source.read(position, into);
        } catch (RuntimeException e) {
            throw failure(uri, e);
        }
    }

    @Override
    public void expect(long position, int bytes) throws IOException {
        try {
            source.expect(position, bytes);
        } catch (RuntimeException e) {
            throw failure(uri, e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            source.close();
        } catch (RuntimeException e) {
            throw failure(uri, e);
        }
    }
}
