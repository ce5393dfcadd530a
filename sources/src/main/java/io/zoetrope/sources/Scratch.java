package io.zoetrope.sources;

import io.zoetrope.domain.store.MediaSource;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies of small objects on this machine's disk, shared by all who read them in this process and
 * kept until others need the room. A file loses its name as soon as it is open, so the system frees
 * it with the process, however that ends. Thread-safe.
 */
final class Scratch {
    private static final Logger LOG = LoggerFactory.getLogger(Scratch.class);

    /** A store that takes longer is read by range: who waits wants the beginning first. */
    static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** Each is an open file. */
    private static final int MOST_FILES = 256;

    private static final int MOST_SLOW = 1_000;
    private static final long FULL_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final Map<FetchOptions, Scratch> ALL = new HashMap<>();

    /** Makes an empty file. */
    @FunctionalInterface
    interface Disk {
        RandomAccessFile newFile() throws IOException;
    }

    private final Disk disk;
    private final long totalBytes;
    private final long mostNanos;

    /** The one used last at the end. */
    private final LinkedHashMap<String, FetchedFile> files = new LinkedHashMap<>();

    private final Set<String> slow = new LinkedHashSet<>();
    private long bytes;
    private boolean full;
    private long fullNanos;

    Scratch(Disk disk, long totalBytes, long mostNanos) {
        this.disk = disk;
        this.totalBytes = totalBytes;
        this.mostNanos = mostNanos;
    }

    /** The one that all of this process share. */
    static Scratch of(FetchOptions options) {
        synchronized (ALL) {
            return ALL.computeIfAbsent(
                    options, each -> new Scratch(disk(each), each.totalBytes(), MOST_NANOS));
        }
    }

    static Disk disk(FetchOptions options) {
        String folder = options.folder();
        Path below = Path.of(folder.isEmpty() ? System.getProperty("java.io.tmpdir") : folder);
        return () -> {
            Path path = Files.createTempFile(below, "zoetrope-fetched-", null);
            try {
                return new RandomAccessFile(path.toFile(), "rw");
            } finally {
                Files.delete(path);
            }
        };
    }

    /**
     * A whole copy, which is made if there is none; {@link #leave} it.
     *
     * @param key of the object in this version; it may open it to who reads it
     * @param store that has it, for people
     * @param source of which it is made
     * @return null if the object is to be read by range
     * @throws IOException if the store fails
     */
    FetchedFile take(String key, String store, long size, MediaSource source) throws IOException {
        FetchedFile file;
        boolean own;
        synchronized (this) {
            file = files.remove(key);
            own = file == null;
            file = own ? begin(key, store, size) : file;
            if (file == null) {
                return null;
            }
            files.put(key, file);
            file.readers++;
        }
        if (own ? filled(file, source) : awaited(file)) {
            return file;
        }
        leave(file);
        return null;
    }

    /** Null if there is no room. */
    private FetchedFile begin(String key, String store, long size) {
        boolean stillFull = full && System.nanoTime() - fullNanos < FULL_NANOS;
        if (stillFull || slow.contains(key) || !makeRoom(size)) {
            return null;
        }
        try {
            FetchedFile file = new FetchedFile(key, store, size, disk.newFile());
            bytes += size;
            return file;
        } catch (IOException e) {
            failed(e);
            return null;
        }
    }

    private boolean makeRoom(long size) {
        Iterator<FetchedFile> oldest = files.values().iterator();
        while (oldest.hasNext() && (bytes + size > totalBytes || files.size() >= MOST_FILES)) {
            FetchedFile file = oldest.next();
            if (file.readers == 0) {
                oldest.remove();
                forget(file);
            }
        }
        return bytes + size <= totalBytes && files.size() < MOST_FILES;
    }

    private void forget(FetchedFile file) {
        bytes -= file.size;
        try {
            file.close();
        } catch (IOException e) {
            LOG.debug("a copy of an object of {} does not close", file.store, e);
        }
    }

    /** Everything is read by range for a while. */
    private synchronized void failed(IOException why) {
        full = true;
        fullNanos = System.nanoTime();
        LOG.warn(
                "small objects are read by range for a minute, for their copies cannot be written:"
                        + " {}",
                why.toString());
    }

    private boolean filled(FetchedFile file, MediaSource source) throws IOException {
        boolean known = false;
        try {
            file.fill(source, mostNanos);
            known = true;
        } catch (FetchedFile.DiskFailed e) {
            failed(e);
            known = true;
        } finally {
            if (!known) {
                leave(file);
            }
        }
        if (file.state() == FetchedFile.State.SLOW) {
            LOG.info("an object is read by range from now on, for {} is slow", file.store);
            passOver(file.key);
        }
        return file.state() == FetchedFile.State.WHOLE;
    }

    private synchronized void passOver(String key) {
        if (slow.size() == MOST_SLOW) {
            slow.clear();
        }
        slow.add(key);
    }

    private boolean awaited(FetchedFile file) throws IOException {
        try {
            return file.await(mostNanos) == FetchedFile.State.WHOLE;
        } catch (InterruptedException e) {
            leave(file);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a copy was made");
        }
    }

    /** One reader less; a copy that is not whole goes with its last one. */
    synchronized void leave(FetchedFile file) {
        file.readers--;
        boolean useless = file.state() != FetchedFile.State.WHOLE;
        if (file.readers == 0 && useless) {
            files.remove(file.key, file);
            forget(file);
        }
    }

    /** Bytes of all copies. */
    synchronized long bytes() {
        return bytes;
    }
}
