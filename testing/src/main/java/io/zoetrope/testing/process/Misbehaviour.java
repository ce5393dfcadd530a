package io.zoetrope.testing.process;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** What a process can do to itself that no code of its own can stop. Thread-safe. */
public final class Misbehaviour {
    private static final int BLOCK_BYTES = 64 << 20;

    private Misbehaviour() {}

    /** Loads this class, for a process that may open no files later. */
    public static void prepare() {
        Pointer.free(Pointer.malloc(1));
    }

    /** Ends the process by a segmentation fault. */
    public static void crash() {
        Pointer.memset(null, 1, 1);
    }

    /** Never returns, and heeds no interrupt. */
    @SuppressWarnings("InfiniteLoop")
    public static void spin() {
        long n = 0;
        while (true) {
            n++;
        }
    }

    /** Takes native memory until there is none. */
    @SuppressWarnings("InfiniteLoop")
    public static void balloon() {
        while (true) {
            BytePointer block = new BytePointer(Pointer.malloc(BLOCK_BYTES));
            if (block.isNull()) {
                throw new OutOfMemoryError("no native memory");
            }
            Pointer.memset(block, 1, BLOCK_BYTES);
        }
    }
}
