package io.zoetrope.connectors;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that lie on this machine's disk until they are whole, in a folder of this process. Beside
 * the folder lies a file that the process holds locked: the system gives the lock up when the
 * process ends, in whatever way. So what a killed process left is told from what is in use, and
 * goes when another one begins. Thread-safe.
 */
public final class Spool {
    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
    private static final String PREFIX = "zoetrope-spool-";
    private static final String LOCK = ".lock";

    /**
     * Names the folders of this process, which may load this class for each job: to look at a lock
     * of its own would give it up.
     */
    private static final String OWN = "io.zoetrope.spools";

    private static Spool ofProcess;

    private final Path folder;

    /** Locked for as long as it is open. */
    @SuppressWarnings("unused")
    private final FileChannel lock;

    private Spool(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** The one below this machine's folder for temporary files. */
    public static synchronized Spool ofProcess() throws IOException {
        if (ofProcess == null) {
            ofProcess = open(Path.of(System.getProperty("java.io.tmpdir")));
        }
        return ofProcess;
    }

    /** A new one, once what dead processes left below the same folder is gone. */
    static Spool open(Path below) throws IOException {
        clear(below);
        while (true) {
            String name = PREFIX + UUID.randomUUID();
            System.getProperties().merge(OWN, name, (all, one) -> all + "," + one);
            Path file = below.resolve(name + LOCK);
            FileChannel lock =
                    FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            // Before it was locked, another process that began may have taken it for a dead one's.
            if (lock.tryLock() != null && Files.exists(file)) {
                Path folder = Files.createDirectory(below.resolve(name));
                file.toFile().deleteOnExit();
                folder.toFile().deleteOnExit();
                return new Spool(folder, lock);
            }
            lock.close();
        }
    }

    /** An empty file that only this process's user can read; the caller deletes it. */
    public Path newFile(String ending) throws IOException {
        // Who tidies a machine up may have taken it away.
        Files.createDirectories(folder);
        return Files.createTempFile(folder, "", ending);
    }

    private static void clear(Path below) throws IOException {
        try (DirectoryStream<Path> locks = Files.newDirectoryStream(below, PREFIX + "*" + LOCK)) {
            for (Path lock : locks) {
                String file = lock.getFileName().toString();
                String name = file.substring(0, file.length() - LOCK.length());
                if (!isOwn(name)) {
                    clearIfDead(lock, below.resolve(name));
                }
            }
        }
    }

    private static boolean isOwn(String name) {
        return Arrays.asList(System.getProperty(OWN, "").split(",")).contains(name);
    }

    private static void clearIfDead(Path file, Path folder) {
        try (FileChannel lock =
                FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            if (lock.tryLock() != null) {
                delete(folder);
                Files.deleteIfExists(file);
                LOG.info("took away what a process that was killed left in {}", folder);
            }
        } catch (OverlappingFileLockException inUse) {
            LOG.debug("{} is in use", folder, inUse);
        } catch (IOException e) {
            LOG.warn("{}, of a process that is gone, stays: {}", folder, e.toString());
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
