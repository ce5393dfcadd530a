package io.zoetrope.media.process.protocol;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Memory that a decoder's process has in common with its parent, for pictures: a pipe takes 64 KiB
 * at a time, and each side copies them twice on the way. A ring: the child puts a picture behind
 * the one before it and says in its message where it lies; the parent copies it and marks up to
 * where it has. While frames of before lie there, the child waits for room; a picture that has none
 * beside those of its own frame, whose message is not sent yet, goes in the message itself.
 *
 * <p>The parent believes nothing that stands in it but pixels. Each side is for one thread; any may
 * release it.
 */
public final class PictureMemory {
    /**
     * A frame with pictures for a detector (416²), for crops (960×540) and for vectors (224²) takes
     * 2.2 MB: with that the next can be begun while one is taken.
     */
    public static final int BYTES = 4 << 20;

    /** A picture that is not here. */
    static final long NONE = -1;

    /**
     * How long the child waits for its parent, who may be held up by what takes the pictures: then
     * the pipe holds it up as well.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final long SHORTEST_PARK_NANOS = 50_000;
    private static final long LONGEST_PARK_NANOS = 2_000_000;

    /**
     * Up to where the parent has taken, and whether it takes nothing; a cache line, so that it
     * shares none with pixels.
     */
    private static final int HEAD_BYTES = 64;

    private static final int TAKEN = 0;
    private static final int WITHDRAWN = Long.BYTES;

    private static final VarHandle LONGS =
            MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    /** Null once it is given back. */
    private MappedByteBuffer memory;

    private final Duration patience;
    private long end;
    private long frame;
    private long pictures;

    private PictureMemory(MappedByteBuffer memory, Duration patience) {
        this.memory = memory;
        this.patience = patience;
    }

    /**
     * The parent's side.
     *
     * @param file empty, of a file system in memory; stays until {@link #openAndRemove}
     * @throws IOException if there is no room for it
     */
    public static PictureMemory create(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer zeros = ByteBuffer.allocate(HEAD_BYTES + BYTES);
            // Of a file with holes it would turn out only when they are filled.
            while (zeros.hasRemaining()) {
                channel.write(zeros);
            }
        }
        return map(file, PATIENCE);
    }

    /**
     * The child's side. Nobody can open the file, or cut it short, any more.
     *
     * @throws IOException if it is not there, or not whole
     */
    public static PictureMemory openAndRemove(Path file) throws IOException {
        return openAndRemove(file, PATIENCE);
    }

    static PictureMemory openAndRemove(Path file, Duration patience) throws IOException {
        PictureMemory opened = map(file, patience);
        Files.delete(file);
        return opened;
    }

    private static PictureMemory map(Path file, Duration patience) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new PictureMemory(
                    channel.map(FileChannel.MapMode.READ_WRITE, 0, HEAD_BYTES + BYTES), patience);
        }
    }

    /** What is put from now on belongs to a message that is not sent yet. */
    void beginFrame() {
        frame = end;
    }

    /**
     * Puts a picture behind the last one; waits while there is no room but frames of before lie
     * there. A parent that waits for this process has taken all of those, so they never wait for
     * each other.
     *
     * @return where, for {@link #take}; {@link #NONE} if there is no room
     */
    long put(byte[] rgb) {
        int left = BYTES - (int) (end % BYTES);
        long at = rgb.length <= left ? end : end + left;
        boolean fits = rgb.length <= BYTES && at + rgb.length - frame <= BYTES;
        if (!fits || isWithdrawn() || !awaitRoom(at + rgb.length)) {
            return NONE;
        }
        memory.put(place(at), rgb);
        end = at + rgb.length;
        return at;
    }

    private boolean isWithdrawn() {
        return (long) LONGS.getAcquire(memory, WITHDRAWN) != 0;
    }

    private boolean awaitRoom(long upTo) {
        long parkNanos = SHORTEST_PARK_NANOS;
        long startNanos = System.nanoTime();
        while (upTo - (long) LONGS.getAcquire(memory, TAKEN) > BYTES) {
            if (System.nanoTime() - startNanos >= patience.toNanos()) {
                return false;
            }
            LockSupport.parkNanos(parkNanos);
            parkNanos = Math.min(2 * parkNanos, LONGEST_PARK_NANOS);
        }
        return true;
    }

    /**
     * Copies a picture and gives its room back.
     *
     * @throws ProtocolViolation if it cannot be there, or the memory was released
     */
    synchronized byte[] take(long at, int length) throws ProtocolViolation {
        ProtocolViolation.require(
                at >= 0 && length <= BYTES - at % BYTES, "a picture beyond its memory");
        ProtocolViolation.require(memory != null, "a picture in memory that is given back");
        byte[] rgb = new byte[length];
        memory.get(place(at), rgb);
        LONGS.setRelease(memory, TAKEN, at + length);
        pictures++;
        return rgb;
    }

    /** Whether this side has it still. */
    public synchronized boolean isThere() {
        return memory != null;
    }

    /** How many pictures this side took. */
    public synchronized long taken() {
        return pictures;
    }

    /**
     * Tells the child that nothing is taken from here, before it has put anything, and unmaps it in
     * this process.
     */
    public synchronized void withdraw() {
        if (memory != null) {
            LONGS.setRelease(memory, WITHDRAWN, 1L);
            release();
        }
    }

    /**
     * Unmaps it in this process, now and not when a collector happens to find it: until both sides
     * have, the system keeps it. Repeatable.
     */
    public synchronized void release() {
        if (memory != null) {
            MappedMemory.unmap(memory);
            memory = null;
        }
    }

    private static int place(long at) {
        return HEAD_BYTES + (int) (at % BYTES);
    }
}
