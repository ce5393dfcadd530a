package io.zoetrope.query.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A connection that takes as many writes as a test lets it. */
public final class TestingConnection extends ServletOutputStream {
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private WriteListener listener;
    private int room;
    private boolean gone;

    /** Lets it take so many more writes and flushes. */
    public void takes(int writes) throws IOException {
        room = writes;
        listener.onWritePossible();
    }

    /** The client has left; the next write fails. */
    public void leave() {
        gone = true;
        room = Integer.MAX_VALUE;
    }

    public String taken() {
        return taken.toString(StandardCharsets.UTF_8);
    }

    @Override
    public boolean isReady() {
        return room > 0;
    }

    @Override
    public void setWriteListener(WriteListener writeListener) {
        listener = writeListener;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        use();
        taken.write(bytes, from, length);
    }

    @Override
    public void flush() throws IOException {
        use();
    }

    private void use() throws IOException {
        if (gone) {
            throw new IOException("broken pipe");
        }
        if (room-- <= 0) {
            throw new IllegalStateException("written while it was not ready");
        }
    }
}
