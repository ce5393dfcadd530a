package io.zoetrope.domain;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Random access to the bytes of one file, wherever it lies. For one thread; the opener closes it.
 */
public interface MediaSource extends Closeable {
    /** Size in bytes, or -1 if the store does not say. */
    long size();

    /** Etag, or size and modification time; empty if the store gives neither. */
    String version();

    /**
     * Reads some bytes from a position.
     *
     * @return how many were read, at least 1 unless {@code into} is full; -1 at or after the end
     * @throws IOException if it may go better later: the caller retries or fails
     */
    int read(long position, ByteBuffer into) throws IOException;
}
