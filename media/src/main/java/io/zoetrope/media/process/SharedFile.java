package io.zoetrope.media.process;

import io.zoetrope.media.process.protocol.PictureMemory;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file by which a decoder's process finds the memory that it shares with its parent. There only
 * while the process starts: it removes it.
 *
 * @param file null for none
 * @param memory null for none: pictures go with their messages then
 */
record SharedFile(Path file, PictureMemory memory) {
    static final SharedFile NONE = new SharedFile(null, null);

    private static final Logger LOG = LoggerFactory.getLogger(SharedFile.class);

    /** A file system in memory, on Linux. */
    private static final Path FOLDER = Path.of("/dev/shm");

    private static final String GLOB = "zoetrope-*.pictures";

    /** A process is given a minute to start, and the file is gone then. */
    private static final Duration LONGER_THAN_A_START = Duration.ofMinutes(10);

    private static final AtomicBoolean SWEPT = new AtomicBoolean();

    /** Whether this system has what it needs; there may still be no room. */
    static boolean isPossible() {
        return Confinement.isPossible() && Files.isWritable(FOLDER);
    }

    /**
     * {@link #NONE} on other systems, if it is full, and if a process could open the file again and
     * cut it short.
     */
    static SharedFile make() {
        if (!isPossible()) {
            return NONE;
        }
        if (SWEPT.compareAndSet(false, true)) {
            sweep(FOLDER, Instant.now().minus(LONGER_THAN_A_START));
        }
        Path file = null;
        try {
            file = Files.createTempFile(FOLDER, "zoetrope-", ".pictures");
            return new SharedFile(file, PictureMemory.create(file));
        } catch (IOException e) {
            LOG.info(
                    "pictures go through a pipe, {} has no room for them: {}",
                    FOLDER,
                    e.toString());
            new SharedFile(file, null).remove();
            return NONE;
        }
    }

    /** Removes what others left that were killed together with a process as it started. */
    static void sweep(Path folder, Instant before) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, GLOB)) {
            for (Path file : files) {
                sweepOne(file, before);
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.debug("{} cannot be looked through", folder, e);
        }
    }

    private static void sweepOne(Path file, Instant before) {
        try {
            Instant changed =
                    Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
            if (changed.isBefore(before)) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.debug("{} is another's", file, e);
        }
    }

    /** Whether pictures can come by it. */
    boolean isThere() {
        return memory != null && memory.isThere();
    }

    /** If the process did not. */
    void remove() {
        if (file == null) {
            return;
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} stays behind", file, e);
        }
    }

    /** Nothing is to come by it: the process could cut it short. Before its first command. */
    void withdraw() {
        if (memory != null) {
            memory.withdraw();
        }
    }

    /** Gives the memory back at once; the process, if it is still there, keeps it. Repeatable. */
    void release() {
        if (memory != null) {
            memory.release();
        }
    }
}
