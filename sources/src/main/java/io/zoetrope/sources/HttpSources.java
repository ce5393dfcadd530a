package io.zoetrope.sources;

import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.store.MediaSource;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** Opens http(s) uris, and judges the answers. Thread-safe. */
final class HttpSources {
    private static final int COPY_BYTES = 64 * 1024;

    private final HttpFetch fetch;
    private final HttpOptions options;

    HttpSources(SourcePolicy policy) {
        this.fetch = new HttpFetch(policy);
        this.options = policy.http();
    }

    MediaSource open(String uri) throws RejectedInput, IOException {
        StreamedResponse response = fetch.get(uri, 0);
        try {
            ContentRange range = ContentRange.of(response);
            switch (response.status()) {
                case 206:
                    return ranged(uri, response, range);
                case 200:
                    return takesRanges(response)
                            ? ranged(uri, response, range)
                            : whole(uri, response);
                case 416:
                    if (range.total() == 0) {
                        return ranged(uri, response, range);
                    }
                    throw rejected(uri, response.status());
                default:
                    throw rejected(uri, response.status());
            }
        } catch (RejectedInput | IOException | RuntimeException e) {
            response.close();
            throw e;
        }
    }

    private MediaSource ranged(String uri, StreamedResponse response, ContentRange range)
            throws IOException {
        if (range.from() != 0) {
            throw new IOException("asked for byte 0, got byte " + range.from() + " of " + uri);
        }
        return new HttpSource(
                fetch, uri, range.total(), HttpVersions.of(response, range.total()), response);
    }

    private static boolean takesRanges(StreamedResponse response) {
        return response.header("accept-ranges").equals("bytes") && response.contentLength() >= 0;
    }

    // Media is read in jumps. A server that cannot jump is read once, to a temporary file.
    private MediaSource whole(String uri, StreamedResponse response)
            throws RejectedInput, IOException {
        requireFits(uri, response.contentLength());
        Path file = Files.createTempFile("zoetrope-", ".media");
        try {
            copy(uri, response, file);
            return LocalSource.openTemporary(file, HttpVersions.of(response, Files.size(file)));
        } catch (RejectedInput | IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        } finally {
            response.close();
        }
    }

    private void copy(String uri, StreamedResponse body, Path file)
            throws RejectedInput, IOException {
        ByteBuffer buffer = ByteBuffer.allocate(COPY_BYTES);
        long deadlineNanos = System.nanoTime() + options.wholeTimeoutMs() * 1_000_000;
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            while (body.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    out.write(buffer);
                }
                requireFits(uri, out.position());
                if (System.nanoTime() > deadlineNanos) {
                    throw new SocketTimeoutException(
                            String.format(
                                    Locale.ROOT,
                                    "%d bytes of %s came in %d ms, and no end",
                                    out.position(),
                                    uri,
                                    options.wholeTimeoutMs()));
                }
                buffer.clear();
            }
        }
    }

    private void requireFits(String uri, long bytes) throws RejectedInput {
        if (bytes > options.maxWholeBytes()) {
            throw new RejectedInput(
                    Reason.BAD_URI,
                    String.format(
                            Locale.ROOT,
                            "the server answers no range requests and the file is over %d bytes: %s",
                            options.maxWholeBytes(),
                            uri));
        }
    }

    /** A rejection if the status is about this uri; an error if it may pass. */
    static RejectedInput rejected(String uri, int status) throws IOException {
        if (status == 408 || status == 425 || status == 429 || status >= 500) {
            throw new IOException("HTTP " + status + " for " + uri);
        }
        Reason reason =
                switch (status) {
                    case 404, 410 -> Reason.NOT_FOUND;
                    case 401, 403, 407, 451 -> Reason.ACCESS_DENIED;
                    default -> Reason.BAD_URI;
                };
        return new RejectedInput(reason, "HTTP " + status + " for " + uri);
    }
}
