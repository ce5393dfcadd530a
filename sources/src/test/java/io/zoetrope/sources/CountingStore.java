package io.zoetrope.sources;

import io.zoetrope.domain.store.MediaSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** A store of one object, which counts what it gives. */
final class CountingStore {
    private static final int CHUNK_BYTES = 50_000;

    final byte[] bytes;
    final List<Long> expected = new ArrayList<>();
    final CompletableFuture<Void> asked = new CompletableFuture<>();
    CompletableFuture<Void> held = CompletableFuture.completedFuture(null);
    volatile String version = "1";
    volatile int failAt = Integer.MAX_VALUE;
    volatile int given;
    volatile int open;

    CountingStore(int size) {
        bytes = new byte[size];
        new Random(1).nextBytes(bytes);
    }

    synchronized MediaSource open() {
        open++;
        String opened = version;
        return new MediaSource() {
            private volatile boolean closed;

            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public String version() {
                return opened;
            }

            @Override
            public int read(long position, ByteBuffer into) throws IOException {
                asked.complete(null);
                held.join();
                if (closed || position >= failAt) {
                    throw new IOException("the store fails at " + position);
                }
                int count = (int) Math.min(bytes.length - position, into.remaining());
                count = Math.min(CHUNK_BYTES, count);
                into.put(bytes, (int) position, count);
                count(count);
                return count;
            }

            @Override
            public void expect(long position, int count) {
                expected.add(position);
            }

            @Override
            public void close() {
                if (!closed) {
                    closed = true;
                    closed();
                }
            }
        };
    }

    private synchronized void count(int more) {
        given += more;
    }

    private synchronized void closed() {
        open--;
    }
}
