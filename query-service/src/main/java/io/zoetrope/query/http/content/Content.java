package io.zoetrope.query.http.content;

import java.io.IOException;
import java.io.InputStream;

/** Bytes that can be sent from any position. */
public interface Content {
    /** In bytes. */
    long size();

    /** Strong entity tag, with its quotes. */
    String etag();

    /** Whether it can be opened, as far as that is known without doing it. */
    default boolean isReadable() {
        return true;
    }

    /**
     * Whoever opens it closes it.
     *
     * @param from first byte, 0 to size
     */
    InputStream open(long from) throws IOException;
}
