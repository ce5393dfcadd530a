package io.zoetrope.sources;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.ModalCloseable;

/**
 * An answer whose body is read as it comes; a silence that is too long is an error. For one thread,
 * but {@link #close} may come from any. The caller closes it.
 */
final class StreamedResponse implements Closeable {
    private final HttpGet request;
    private final ClassicHttpResponse response;
    private final InputStream body;

    StreamedResponse(HttpGet request, ClassicHttpResponse response) throws IOException {
        this.request = request;
        this.response = response;
        HttpEntity entity = response.getEntity();
        this.body = entity == null ? InputStream.nullInputStream() : entity.getContent();
    }

    int status() {
        return response.getCode();
    }

    /** The first of this name; empty if there is none. */
    String header(String name) {
        Header header = response.getFirstHeader(name);
        return header == null || header.getValue() == null ? "" : header.getValue().strip();
    }

    /** What the header says; -1 if it says nothing. */
    long contentLength() {
        String length = header("content-length");
        return length.matches("\\d{1,18}") ? Long.parseLong(length) : -1;
    }

    /**
     * @param into over an array
     * @return at least 1, or -1 at the end
     */
    int read(ByteBuffer into) throws IOException {
        try {
            int at = into.arrayOffset() + into.position();
            int read = body.read(into.array(), at, into.remaining());
            if (read > 0) {
                into.position(into.position() + read);
            }
            return read;
        } catch (SocketTimeoutException e) {
            throw HttpFetch.silent(request.getRequestUri(), e);
        }
    }

    /** Ends the connection unless the body was read to its end: the rest is not waited for. */
    @Override
    public void close() {
        request.cancel();
        if (response instanceof ModalCloseable modal) {
            modal.close(CloseMode.IMMEDIATE);
        }
    }
}
