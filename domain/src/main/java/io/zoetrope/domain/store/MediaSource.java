package io.zoetrope.domain.store;

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

    /**
     * Says what will be read after a leap, so that a source that is slow to answer can have it on
     * its way meanwhile. It may be wrong, and a source may do nothing about it.
     *
     * @param position in the file
     * @param bytes at least 1
     * @throws IOException as {@link #read}
     */
    default void expect(long position, int bytes) throws IOException {}
}
