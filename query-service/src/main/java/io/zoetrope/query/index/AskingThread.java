package io.zoetrope.query.index;

import java.io.IOException;
import org.apache.hc.core5.concurrent.Cancellable;

/**
 * A thread whose interruption also breaks off what it asks an index: who waits for a connection's
 * bytes notices no interruption (Goetz et al., Java Concurrency in Practice, 7.1.6). What was asked
 * loses its connection, since the rest of an answer would come as the next one's.
 */
public final class AskingThread extends Thread {
    private volatile Cancellable asked;

    /** A request that is being answered. */
    @FunctionalInterface
    interface Answer<T> {
        T await() throws IOException;
    }

    /** Ends with the process. */
    public AskingThread(Runnable work, String name) {
        super(work, name);
        setDaemon(true);
    }

    /**
     * Waits for an answer, as the thread that calls this; if that is one of these, until it is
     * interrupted.
     *
     * @throws IOException as the answer does, also if the request is broken off
     */
    static <T> T ask(Cancellable request, Answer<T> answer) throws IOException {
        if (!(Thread.currentThread() instanceof AskingThread thread)) {
            return answer.await();
        }
        thread.asked = request;
        try {
            // Whoever interrupted before this line saw no request to break off.
            if (thread.isInterrupted()) {
                request.cancel();
            }
            return answer.await();
        } finally {
            thread.asked = null;
        }
    }

    @Override
    public void interrupt() {
        super.interrupt();
        Cancellable request = asked;
        if (request != null) {
            request.cancel();
        }
    }
}
