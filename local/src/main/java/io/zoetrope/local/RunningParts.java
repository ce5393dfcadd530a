package io.zoetrope.local;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a run has started, stopped in the opposite order, once. Thread-safe. */
final class RunningParts implements AutoCloseable {
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private volatile boolean closing;

    /**
     * @return the part, closed at once if everything is being stopped already
     */
    <T extends AutoCloseable> T add(T part) {
        synchronized (parts) {
            if (!closing) {
                parts.push(part);
                return part;
            }
        }
        close(part);
        return part;
    }

    boolean closing() {
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
