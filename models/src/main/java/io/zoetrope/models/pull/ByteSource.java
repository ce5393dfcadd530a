package io.zoetrope.models.pull;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/** Where bytes come from. Thread-safe. */
interface ByteSource {
    /**
     * Opens a file at a position. A source that cannot start there starts at 0 and says so.
     *
     * @throws PullException if there is no such file, or it may not be had
     * @throws IOException if it may go better in a moment
     */
    Body open(URI uri, long from) throws PullException, IOException;

    /**
     * @param in the caller closes it
     * @param from position of its first byte
     * @param total bytes of the whole file; -1 if unknown
     */
    record Body(InputStream in, long from, long total) {}
}
