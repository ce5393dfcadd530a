package io.zoetrope.sources;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.store.MediaSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * A resource read through range requests: reading in sequence is one request, a short jump stays in
 * it or in the window behind it, a long one is a new request.
 */
final class HttpSource implements MediaSource {
    private static final long LONGEST_SKIP = 512 * 1024;

    private final HttpFetch fetch;
    private final String uri;
    private final long size;
    private final String version;
    private final SlidingWindow window = new SlidingWindow();
    private StreamedResponse stream;

    HttpSource(HttpFetch fetch, String uri, long size, String version, StreamedResponse stream) {
        this.fetch = fetch;
        this.uri = uri;
        this.size = size;
        this.version = version;
        this.stream = stream;
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
        if (size >= 0 && position >= size) {
            return -1;
        }
        if (stream == null || !window.canReach(position, LONGEST_SKIP)) {
            reopen(position);
        }
        if (!reach(position)) {
            return -1;
        }
        return window.read(position, into);
    }

    // A server drops a connection that waits long for a slow decoder, so a stream that breaks is
    // taken up once more before it is an error.
    private boolean reach(long position) throws IOException {
        boolean resumed = false;
        while (position >= window.end()) {
            try {
                if (!fill()) {
                    return false;
                }
            } catch (IOException e) {
                if (resumed || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                resumed = true;
                reopen(position);
            }
        }
        return true;
    }

    private boolean fill() throws IOException {
        try {
            if (window.fillFrom(stream)) {
                return true;
            }
        } catch (IOException e) {
            closeStream();
            throw e;
        }
        if (size >= 0) {
            closeStream();
            throw new IOException(
                    String.format(
                            Locale.ROOT, "%s ended at byte %d of %d", uri, window.end(), size));
        }
        return false;
    }

    private void reopen(long position) throws IOException {
        closeStream();
        StreamedResponse response = get(position);
        try {
            requireSame(response, position);
            stream = response;
            window.restartAt(position);
        } catch (IOException e) {
            response.close();
            throw e;
        }
    }

    // It could be opened before, so what is refused now may be granted again.
    private StreamedResponse get(long position) throws IOException {
        try {
            return fetch.get(uri, position);
        } catch (RejectedInput e) {
            throw new IOException("cannot go on reading: " + e.getMessage(), e);
        }
    }

    private void requireSame(StreamedResponse response, long position) throws IOException {
        ContentRange range = ContentRange.of(response);
        boolean part = response.status() == 206 || response.status() == 200 && position == 0;
        if (!part || range.from() != position) {
            throw new IOException(
                    String.format(
                            Locale.ROOT,
                            "HTTP %d instead of bytes from %d of %s",
                            response.status(),
                            position,
                            uri));
        }
        if (range.total() != size || !HttpVersions.of(response, size).equals(version)) {
            throw new IOException("changed while it was read: " + uri);
        }
    }

    private void closeStream() {
        if (stream != null) {
            stream.close();
            stream = null;
        }
    }

    @Override
    public void close() {
        closeStream();
    }
}
