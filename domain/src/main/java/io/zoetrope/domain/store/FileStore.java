package io.zoetrope.domain.store;

import java.io.IOException;
import java.util.List;

/**
 * Files below one root, which readers see whole or not at all as far as the store can do that.
 * Thread-safe. The caller closes it.
 */
public interface FileStore extends AutoCloseable {
    /**
     * Begins a file, in place of one that is there; readers see it once it is finished.
     *
     * @param path below the root, of safe names
     */
    NewFile create(String path) throws IOException;

    /**
     * Names of the folders right below a folder; none if there is no such folder.
     *
     * @param folder below the root
     */
    List<String> folders(String folder) throws IOException;

    /**
     * Takes a file or a folder away, with all that is in it; nothing happens if it is not there.
     */
    void delete(String path) throws IOException;

    @Override
    void close();

    /** A file that is being written. For one thread. Closed unfinished, it is given up. */
    interface NewFile extends AutoCloseable {
        void write(byte[] bytes, int length) throws IOException;

        /** It is whole; nothing is written after that. */
        void finish() throws IOException;

        @Override
        void close() throws IOException;
    }
}
