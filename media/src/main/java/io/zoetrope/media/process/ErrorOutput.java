package io.zoetrope.media.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Keeps the beginning of what a process writes to standard error, and reads the rest away. */
final class ErrorOutput implements Runnable {
    private static final int KEPT_BYTES = 8 << 10;
    private static final int LOGGED_LINES = 25;
    private static final int READ_BYTES = 4 << 10;

    private final InputStream in;
    private final byte[] kept = new byte[KEPT_BYTES];
    private int length;

    ErrorOutput(InputStream in) {
        this.in = in;
    }

    @Override
    public void run() {
        byte[] buffer = new byte[READ_BYTES];
        try (in) {
            for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                keep(buffer, got);
            }
        } catch (IOException e) {
            // It ended together with the process.
        }
    }

    private synchronized void keep(byte[] bytes, int count) {
        int fitting = Math.min(count, kept.length - length);
        System.arraycopy(bytes, 0, kept, length, fitting);
        length += fitting;
    }

    synchronized String text() {
        String text = new String(kept, 0, length, StandardCharsets.UTF_8);
        return text.replaceAll("[\\p{Cntrl}&&[^\\n]]", " ").strip();
    }

    /** Enough of it for a log. */
    String head() {
        return text().lines().limit(LOGGED_LINES).collect(Collectors.joining("\n"));
    }
}
