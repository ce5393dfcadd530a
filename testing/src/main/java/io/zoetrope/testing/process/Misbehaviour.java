package io.zoetrope.testing.process;

import java.lang.reflect.Field;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import sun.misc.Unsafe;

/** What a process can do to itself that no code of its own can stop. Thread-safe. */
public final class Misbehaviour {
    private static final int BLOCK_BYTES = 64 << 20;
    private static final Unsafe UNSAFE = unsafe();

    private Misbehaviour() {}

    /** Loads this class, for a process that may open no files later. */
    public static void prepare() {}

    /** Ends the process by a segmentation fault. */
    public static void crash() {
        UNSAFE.putAddress(0, 1);
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

    private static Unsafe unsafe() {
        try {
            Field field = Unsafe.class.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            return (Unsafe) field.get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
