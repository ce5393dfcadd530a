package io.zoetrope.media.process.protocol;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;

/** Ends mappings of files, for which Java 17 has no public call. */
final class MappedMemory {
    /** Of {@code jdk.unsupported}, which every JDK opens; null on a machine without it. */
    private static final MethodHandle CLEANER = cleaner();

    private MappedMemory() {}

    /**
     * Ends a mapping: whoever touches the buffer, or a view of it, afterwards ends the process.
     * Without the means to do it the collector does it some time.
     *
     * @param buffer as it was mapped, no slice and no duplicate
     */
    static void unmap(MappedByteBuffer buffer) {
        if (CLEANER == null) {
            return;
        }
        try {
            CLEANER.invoke((ByteBuffer) buffer);
        } catch (Throwable e) {
            throw new IllegalStateException("a mapping cannot be ended", e);
        }
    }

    private static MethodHandle cleaner() {
        try {
            Class<?> unsafe = Class.forName("sun.misc.Unsafe");
            Field field = unsafe.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            MethodType type = MethodType.methodType(void.class, ByteBuffer.class);
            return MethodHandles.lookup()
                    .findVirtual(unsafe, "invokeCleaner", type)
                    .bindTo(field.get(null));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }
}
