package io.zoetrope.query.generate.chat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Closes a stream from which nothing has come for too long. Thread-safe. */
final class Silence {
    private final InputStream in;
    private final long longestNanos;
    private volatile long heardNanos = System.nanoTime();
    private volatile boolean tooLong;

    Silence(InputStream in, long longestNanos) {
        this.in = in;
        this.longestNanos = longestNanos;
    }

    void heard() {
        heardNanos = System.nanoTime();
    }

    void look() {
        if (System.nanoTime() - heardNanos > longestNanos) {
            tooLong = true;
            close();
        }
    }

    boolean isTooLong() {
        return tooLong;
    }

    void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
