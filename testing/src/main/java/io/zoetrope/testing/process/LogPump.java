package io.zoetrope.testing.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Copies a process's output to a file, and lets others wait for a line of it. Thread-safe. */
final class LogPump {
    private static final int TAIL_LINES = 30;

    /** Enough for a server's start; a line that comes later can no longer be waited for. */
    private static final int KEPT_LINES = 2_000;

    private final Path file;
    private final List<String> firstLines = new ArrayList<>();
    private final Deque<String> lastLines = new ArrayDeque<>();
    private boolean ended;

    private LogPump(Path file) {
        this.file = file;
    }

    static LogPump start(Process process, Path file) throws IOException {
        LogPump pump = new LogPump(file);
        Writer out = Files.newBufferedWriter(file, UTF_8);
        Thread thread = new Thread(() -> pump.copy(process, out), "log-" + file.getFileName());
        thread.setDaemon(true);
        thread.start();
        return pump;
    }

    Path file() {
        return file;
    }

    /**
     * @return the first line with these words, or null when the output ended or the time is over
     */
    synchronized String await(String words, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        int seen = 0;
        while (true) {
            for (; seen < firstLines.size(); seen++) {
                if (firstLines.get(seen).contains(words)) {
                    return firstLines.get(seen);
                }
            }
            long leftMs = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (ended || leftMs <= 0) {
                return null;
            }
            try {
                wait(leftMs);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
    }

    synchronized String tail() {
        return String.join("\n", lastLines);
    }

    private void copy(Process process, Writer out) {
        try (BufferedReader in = process.inputReader(UTF_8);
                out) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.write(line);
                out.write('\n');
                out.flush();
                add(line);
            }
        } catch (IOException e) {
            add("(log ends: " + e.getMessage() + ")");
        } finally {
            end();
        }
    }

    private synchronized void add(String line) {
        if (firstLines.size() < KEPT_LINES) {
            firstLines.add(line);
        }
        lastLines.addLast(line);
        if (lastLines.size() > TAIL_LINES) {
            lastLines.removeFirst();
        }
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }
}
