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

/**
 * Memory that a decoder's process has in common with its parent, for pictures: a pipe takes 64 KiB
 * at a time, and each side copies them twice on the way. A ring: the child puts a picture behind
 * the one before it and says in its message where it lies; the parent copies it and marks up to
 * where it has. What finds no room goes in the message itself, so nobody waits here.
 *
 * <p>The parent believes nothing that stands in it but pixels. Each side is for one thread; any may
 * release it.
 */
public final class PictureMemory {
    /** A frame with a picture for a detector and one of 960×540, twice. */
    public static final int BYTES = 4 << 20;

    /** A picture that is not here. */
    static final long NONE = -1;

    /** Up to where the parent has taken; a cache line, so that it shares none with pixels. */
    private static final int HEAD_BYTES = 64;

    private static final VarHandle LONGS =
            MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    /** Null once it is given back. */
    private MappedByteBuffer memory;

    private long end;

    private PictureMemory(MappedByteBuffer memory) {
        this.memory = memory;
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
        return map(file);
    }

    /**
     * The child's side. Nobody can open the file, or cut it short, any more.
     *
     * @throws IOException if it is not there, or not whole
     */
    public static PictureMemory openAndRemove(Path file) throws IOException {
        PictureMemory opened = map(file);
        Files.delete(file);
        return opened;
    }

    private static PictureMemory map(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new PictureMemory(
                    channel.map(FileChannel.MapMode.READ_WRITE, 0, HEAD_BYTES + BYTES));
        }
    }

    /**
     * Puts a picture behind the last one.
     *
     * @return where, for {@link #take}; {@link #NONE} if there is no room now
     */
    long put(byte[] rgb) {
        int left = BYTES - (int) (end % BYTES);
        long at = rgb.length <= left ? end : end + left;
        long taken = (long) LONGS.getAcquire(memory, 0);
        if (rgb.length > BYTES || at + rgb.length - taken > BYTES) {
            return NONE;
        }
        memory.put(place(at), rgb);
        end = at + rgb.length;
        return at;
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
        LONGS.setRelease(memory, 0, at + length);
        return rgb;
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
