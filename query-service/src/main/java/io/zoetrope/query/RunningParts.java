package io.zoetrope.query;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Parts of a running program, closed in the opposite order, once. Thread-safe. */
public final class RunningParts implements AutoCloseable {
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private volatile boolean closing;

    /**
     * @return the part, closed at once if everything is being stopped already
     */
    public <T extends AutoCloseable> T add(T part) {
        synchronized (parts) {
            if (!closing) {
                parts.push(part);
                return part;
            }
        }
        close(part);
        return part;
    }

    /** Whether {@link #close} was called. */
    public boolean closing() {
        return closing;
    }

    /** Returns when all parts are closed, whoever closes them. */
    @Override
    public void close() {
        synchronized (parts) {
            closing = true;
            while (!parts.isEmpty()) {
                close(parts.pop());
            }
        }
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            Logger log = LoggerFactory.getLogger(RunningParts.class);
            log.warn("{} did not close in order", part.getClass().getSimpleName(), e);
        }
    }
}
