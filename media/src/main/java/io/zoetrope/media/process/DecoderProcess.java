package io.zoetrope.media.process;

import io.zoetrope.media.DecoderLost;
import io.zoetrope.media.process.protocol.Command;
import io.zoetrope.media.process.protocol.ExitCode;
import io.zoetrope.media.process.protocol.MessageInput;
import io.zoetrope.media.process.protocol.MessageOutput;
import io.zoetrope.media.process.protocol.Protocol;
import io.zoetrope.media.process.protocol.ProtocolViolation;
import io.zoetrope.media.process.protocol.StreamChannel;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parent's end of one decoder's process. A thread watches it: it is killed when it keeps its
 * caller waiting too long, when it takes too much memory, and when the caller is interrupted. One
 * thread talks to it; any may close it.
 */
final class DecoderProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DecoderProcess.class);

    /** Whether it was said of one with memory for pictures, and of one without. */
    private static final Set<Boolean> SAID = ConcurrentHashMap.newKeySet();

    private static final long TICK_MS = 100;
    private static final long EXIT_SECONDS = 10;
    private static final Duration START_TIME = Duration.ofSeconds(60);

    /** Why this side ended it. */
    private enum Ended {
        LATE,
        MEMORY,
        INTERRUPTED,
        CLOSED
    }

    /** Something said or heard. */
    interface Talk<T> {
        T with(MessageInput in, MessageOutput out) throws IOException;
    }

    private final Process process;
    private final Runnable kill;
    private final DecoderSettings settings;
    private final SharedFile shared;
    private final MessageInput in;
    private final MessageOutput out;
    private final ErrorOutput errors;
    private final Thread errorReader;
    private final CallClock clock = new CallClock();
    private final long startedNanos = System.nanoTime();
    private volatile Ended ended;
    private Duration allowed = START_TIME;
    private boolean ready;
    private int requests;

    /**
     * @param kill ends it at once, whatever it does
     * @param shared with it
     */
    DecoderProcess(Process process, Runnable kill, DecoderSettings settings, SharedFile shared) {
        this.process = process;
        this.kill = kill;
        this.settings = settings;
        this.shared = shared;
        in = new MessageInput(process.getInputStream(), shared.memory());
        out = new MessageOutput(new StreamChannel(process.getOutputStream()), false);
        errors = new ErrorOutput(process.getErrorStream());
        errorReader = daemon("errors", errors);
        daemon("watch", this::watch);
    }

    /** Starts a process; {@link #awaitReady} waits until it is of use. */
    static DecoderProcess start(DecoderSettings settings) throws IOException {
        SharedFile shared = settings.pictures() ? SharedFile.make() : SharedFile.NONE;
        Process process;
        try {
            process = DecoderCommand.of(settings, shared).start();
        } catch (IOException | RuntimeException e) {
            shared.remove();
            shared.release();
            throw e;
        }
        // The handle's way leaves the streams open: somebody may be reading in them just now.
        return new DecoderProcess(
                process, () -> process.toHandle().destroyForcibly(), settings, shared);
    }

    private Thread daemon(String what, Runnable work) {
        Thread thread = new Thread(work, "decoder-" + process.pid() + "-" + what);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /**
     * @throws IOException if it does not start
     */
    void awaitReady() throws IOException {
        if (ready) {
            return;
        }
        allow(START_TIME);
        talk(
                (from, to) -> {
                    Protocol.expectHello(from);
                    return null;
                });
        try {
            Confinement.close(pid());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a decoder's process starts");
        }
        ready = true;
        sayWhatHolds();
    }

    private void sayWhatHolds() {
        String text =
                "decoder's process %d is ready after %d ms: memory %d MiB, deadline %d s, pictures by %s; %s"
                        .formatted(
                                pid(),
                                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos),
                                settings.memoryBytes() >> 20,
                                settings.deadline().toSeconds(),
                                way(),
                                Confinement.inForce(pid()));
        if (SAID.add(settings.pictures())) {
            LOG.info(text);
        } else {
            LOG.debug(text);
        }
    }

    private String way() {
        if (!settings.pictures()) {
            return "pipe, for there are few";
        }
        return shared.memory() == null ? "pipe" : "memory";
    }

    DecoderSettings settings() {
        return settings;
    }

    long pid() {
        return process.pid();
    }

    /** Pictures that came by common memory. */
    long sharedPictures() {
        return shared.memory() == null ? 0 : shared.memory().taken();
    }

    boolean isAlive() {
        return ended == null && process.isAlive();
    }

    /** Whether a fresh process should take over before it is asked for more. */
    boolean isWorn() {
        return requests >= settings.renewAfter()
                || Confinement.residentBytes(pid()) > settings.memoryBytes() / 2
                || process.info().totalCpuDuration().orElse(Duration.ZERO).toSeconds()
                        > DecoderCommand.processorSeconds(settings) / 2;
    }

    /** Time that the process may take from now on, over all requests until this is called again. */
    void allow(Duration time) {
        allowed = time;
        clock.begin(time);
    }

    void begin(Command command) throws IOException {
        if (!(command instanceof Command.KeyFrames || command instanceof Command.Close)) {
            requests++;
        }
        talk(
                (from, to) -> {
                    command.send(to);
                    return null;
                });
    }

    /**
     * @throws DecoderLost if the process is gone over it
     * @throws InterruptedIOException if the calling thread was interrupted
     */
    <T> T talk(Talk<T> step) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            end(Ended.INTERRUPTED);
        }
        clock.enter();
        try {
            return step.with(in, out);
        } catch (IOException e) {
            throw lost(e);
        } finally {
            clock.leave();
        }
    }

    /** For an answer that takes long to put together: the process waits meanwhile. */
    MessageOutput out() {
        return out;
    }

    private IOException lost(IOException cause) {
        // A process that said something wrong is still there.
        kill.run();
        shared.release();
        if (ended == Ended.INTERRUPTED || ended == Ended.CLOSED || !awaitExit()) {
            return new InterruptedIOException("interrupted while a video was decoded");
        }
        DecoderLost lost = explain(cause);
        LOG.warn("decoder's process {} is lost: {}\n{}", pid(), lost.getMessage(), errors.head());
        ended = ended == null ? Ended.CLOSED : ended;
        return lost;
    }

    private boolean awaitExit() {
        try {
            process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS);
            errorReader.join(TimeUnit.SECONDS.toMillis(1));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private DecoderLost explain(IOException cause) {
        String said = errors.text();
        if (ended == Ended.LATE) {
            return new DecoderLost(
                    DecoderLost.TIMEOUT,
                    String.format(
                            Locale.ROOT,
                            "it gave nothing within %d s",
                            settings.deadline().toSeconds()));
        }
        int code = process.isAlive() ? -1 : process.exitValue();
        if (ended == Ended.MEMORY || code == ExitCode.OUT_OF_MEMORY || ExitCode.lacksMemory(said)) {
            return new DecoderLost(
                    DecoderLost.OUT_OF_MEMORY,
                    String.format(
                            Locale.ROOT,
                            "it needs more than %d MiB of memory",
                            settings.memoryBytes() >> 20));
        }
        String what =
                cause instanceof ProtocolViolation
                        ? "it sent " + cause.getMessage()
                        : "it ended with " + ExitCode.words(code, said);
        return new DecoderLost(DecoderLost.CRASH, what);
    }

    private void watch() {
        try {
            while (!process.waitFor(TICK_MS, TimeUnit.MILLISECONDS)) {
                switch (clock.look()) {
                    case LATE -> end(Ended.LATE);
                    case INTERRUPTED -> end(Ended.INTERRUPTED);
                    case FINE -> {
                        if (Confinement.residentBytes(pid()) > settings.memoryBytes()) {
                            end(Ended.MEMORY);
                        }
                    }
                }
            }
        } catch (InterruptedException e) {
            // Nobody interrupts this thread.
            end(Ended.CLOSED);
        } finally {
            shared.remove();
        }
    }

    private void end(Ended why) {
        if (ended == null) {
            ended = why;
        }
        kill.run();
    }

    /** Kills it: nobody waits for what it still has to do. Its streams close when it is gone. */
    @Override
    public void close() {
        end(Ended.CLOSED);
        // Not when it is gone: what it said last may still stand in its pipe.
        shared.release();
    }
}
