package io.zoetrope.media.process.child;

import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.media.process.protocol.MessageInput;
import io.zoetrope.media.process.protocol.Protocol;
import io.zoetrope.media.process.protocol.ProtocolViolation;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;

/**
 * The bytes of a video as the decoder's process sees them: it asks its parent for a window and
 * waits, or goes on while the next one is on its way. One thread reads, another delivers; nothing
 * is asked under their lock, for the parent may not take the question before an answer is
 * delivered.
 */
final class PipedSource implements MediaSource {
    private static final int WINDOWS = 3;

    /** Asks the parent. */
    interface Asking {
        void ask(long position, int bytes) throws IOException;
    }

    private final long size;
    private final Asking parent;
    private final ReadAhead ahead = new ReadAhead(Protocol.MAX_WINDOW_BYTES);
    private final Window[] windows = new Window[WINDOWS];
    private long turn;

    PipedSource(long size, Asking parent) {
        this.size = size;
        this.parent = parent;
        for (int i = 0; i < WINDOWS; i++) {
            windows[i] = new Window();
        }
    }

    @Override
    public long size() {
        return size;
    }

    /** The parent knows it. */
    @Override
    public String version() {
        return "";
    }

    @Override
    public int read(long position, ByteBuffer into) throws IOException {
        if (size >= 0 && position >= size) {
            return -1;
        }
        Window window = at(position);
        if (window == null) {
            window = request(position, ahead.ask(position, into.remaining()));
        }
        await(window);
        if (window.failed) {
            throw new IOException("the source could not be read");
        }
        if (position >= window.end()) {
            return endOrRest(window, position, into);
        }
        int count = window.copy(position, into);
        window.used = ++turn;
        ahead.consumed(position, count);
        askAhead(window);
        return count;
    }

    /**
     * Asks for it, if nothing else is on its way. With as much behind it as the reader's buffer
     * takes at once.
     */
    @Override
    public void expect(long position, int bytes) throws IOException {
        boolean outside = position < 0 || size >= 0 && position >= size;
        if (outside || at(position) != null || anyAsked()) {
            return;
        }
        long wanted = Math.min((long) bytes + ReadAhead.STEP_BYTES, Protocol.MAX_WINDOW_BYTES);
        request(position, (int) wanted).foretold = true;
    }

    /** A window that came shorter than it was asked for ends the source only if it is empty. */
    private int endOrRest(Window window, long position, ByteBuffer into) throws IOException {
        if (window.length == 0) {
            return -1;
        }
        window.asked = window.length;
        return read(position, into);
    }

    private void askAhead(Window current) throws IOException {
        long end = current.position + current.asked;
        boolean all = current.foretold || size >= 0 && end >= size;
        if (!all && at(end) == null && ahead.wantsMore(end)) {
            request(end, ahead.askMore(end));
        }
    }

    private Window request(long position, int bytes) throws IOException {
        int there = size < 0 ? bytes : (int) Math.min(bytes, size - position);
        Window window = begun(position, there);
        parent.ask(position, there);
        return window;
    }

    private synchronized Window begun(long position, int bytes) throws IOException {
        Window window = oldest();
        await(window);
        window.begin(position, bytes, ++turn);
        return window;
    }

    private Window oldest() {
        Window oldest = windows[0];
        for (Window window : windows) {
            if (window.used < oldest.used) {
                oldest = window;
            }
        }
        return oldest;
    }

    private synchronized Window at(long position) {
        for (Window window : windows) {
            if (position >= window.position && position < window.position + window.asked) {
                return window;
            }
        }
        return null;
    }

    private synchronized void await(Window window) throws IOException {
        try {
            while (window.pending) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for bytes");
        }
    }

    /** Takes the answer to the oldest question, for whoever waits. */
    void deliver(MessageInput answer) throws IOException {
        Window window = oldestPending();
        int length = answer.remaining();
        ProtocolViolation.require(length <= window.asked, "more bytes than were asked for");
        // Not under the lock: the reader goes on in the other windows meanwhile.
        answer.readBytes(window.bytes, length);
        end(window, length, false);
    }

    /** The parent could not read what was asked first. */
    void fail() throws IOException {
        end(oldestPending(), 0, true);
    }

    private synchronized void end(Window window, int length, boolean failed) {
        window.end(length, failed);
        notifyAll();
    }

    private synchronized Window oldestPending() throws ProtocolViolation {
        Window oldest = oldestAsked();
        ProtocolViolation.require(oldest != null, "bytes that nobody asked for");
        return oldest;
    }

    private synchronized boolean anyAsked() {
        return oldestAsked() != null;
    }

    private Window oldestAsked() {
        Window oldest = null;
        for (Window window : windows) {
            if (window.pending && (oldest == null || window.begun < oldest.begun)) {
                oldest = window;
            }
        }
        return oldest;
    }

    @Override
    public void close() {}

    /** Some bytes in a row, at hand or on their way. */
    private static final class Window {
        private byte[] bytes = {};
        private long position;
        private int asked;
        private int length;
        private boolean pending;
        private boolean failed;
        // Just what a reader said that it wants: nothing follows from it for what comes after.
        private boolean foretold;
        private long begun;
        private long used;

        void begin(long position, int asked, long turn) {
            this.position = position;
            this.asked = asked;
            if (bytes.length < asked) {
                bytes = new byte[asked];
            }
            length = 0;
            pending = true;
            failed = false;
            foretold = false;
            begun = turn;
            used = turn;
        }

        void end(int length, boolean failed) {
            this.length = length;
            this.failed = failed;
            pending = false;
            if (failed) {
                asked = 0;
            }
        }

        long end() {
            return position + length;
        }

        int copy(long from, ByteBuffer into) {
            int offset = (int) (from - position);
            int count = Math.min(into.remaining(), length - offset);
            into.put(bytes, offset, count);
            return count;
        }
    }
}
