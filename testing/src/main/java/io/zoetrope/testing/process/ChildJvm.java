package io.zoetrope.testing.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A Java process that lives no longer than this one.
 *
 * <p>It ends when {@link #close} is called, and also when this process ends in whatever way; what a
 * terminal sends to all its processes at once (Ctrl-C) is this process's to act on. Both its output
 * streams go to one log file. Thread-safe.
 */
public final class ChildJvm implements AutoCloseable {
    private static final long CLOSE_SECONDS = 25;
    private static final Path SHELL = Path.of("/bin/sh");

    /** A signal that is ignored when a VM starts stays ignored. */
    private static final String DEAF = "trap '' HUP INT; exec \"$@\"";

    private final String name;
    private final Process process;
    private final LogPump log;

    private ChildJvm(String name, Process process, LogPump log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** Starts the process; it may not be ready yet: see {@link #awaitLine}. */
    public static ChildJvm start(ChildOptions options) {
        try {
            Files.createDirectories(options.folder());
            ProcessBuilder builder =
                    new ProcessBuilder(command(options))
                            .directory(options.folder().toFile())
                            .redirectErrorStream(true);
            builder.environment().putAll(options.environment());
            Process process = builder.start();
            Path file = options.folder().resolve(options.name() + ".log");
            return new ChildJvm(options.name(), process, LogPump.start(process, file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + options.name(), e);
        }
    }

    /**
     * Waits for a line of output.
     *
     * @return the first line that contains the words
     * @throws IllegalStateException if the process ends or the time is over before; the message
     *     carries the end of its log
     */
    public String awaitLine(String words, Duration atMost) {
        String line = log.await(words, atMost);
        if (line == null) {
            close();
            throw new IllegalStateException(
                    name + " did not say '" + words + "'; see " + log.file() + "\n" + log.tail());
        }
        return line;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Completes with the exit code when the process is gone, whoever ended it. */
    public CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    public Path logFile() {
        return log.file();
    }

    /** SIGKILL; returns when the process is gone. */
    public void kill() {
        process.destroyForcibly();
        awaitExit(CLOSE_SECONDS);
    }

    /** Ends the process in order, or by force if that takes too long. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // The process is gone already.
        }
        if (!awaitExit(CLOSE_SECONDS)) {
            kill();
        }
    }

    private boolean awaitExit(long seconds) {
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static List<String> command(ChildOptions options) {
        List<String> classPath = new ArrayList<>(options.classPath());
        classPath.add(ClassLocation.of(DieWithParent.class).toString());
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SHELL)) {
            command.addAll(List.of(SHELL.toString(), "-c", DEAF, options.name()));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options.jvmFlags());
        command.add("-Dfile.encoding=" + UTF_8.name());
        command.add("-cp");
        command.add(String.join(File.pathSeparator, classPath));
        command.add(DieWithParent.class.getName());
        command.add(options.mainClass());
        command.addAll(options.arguments());
        return command;
    }
}
