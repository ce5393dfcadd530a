package io.zoetrope.media.process;

import io.zoetrope.media.DecoderLost;
import io.zoetrope.media.process.protocol.Command;
import io.zoetrope.media.process.protocol.MessageInput;
import io.zoetrope.media.process.protocol.MessageOutput;
import io.zoetrope.media.process.protocol.Protocol;
import io.zoetrope.media.process.protocol.StreamChannel;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
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

    /** Takes from a process what it needs no longer: {@link Confinement#close}. */
    interface Closing {
        boolean close(long pid) throws InterruptedIOException;
    }

    /** Makes a process: {@link ProcessBuilder#start}. */
    interface Starting {
        Process start(ProcessBuilder command) throws IOException;
    }

    /** Something said or heard. */
    interface Talk<T> {
        T with(MessageInput in, MessageOutput out) throws IOException;
    }

    private final Process process;
    private final Runnable kill;
    private final DecoderSettings settings;
    private final SharedFile shared;
    private final Closing closing;
    private final MessageInput in;
    private final MessageOutput out;
    private final ErrorOutput errors;
    private final Thread errorReader;
    private final CallClock clock = new CallClock();
    private final DecoderWear wear;
    private final long startedNanos = System.nanoTime();
    private volatile DecoderEnd ended;

    /** Whether it has a video: what it gave of that may not be taken yet. */
    private volatile boolean open;

    private boolean ready;

    /**
     * @param kill ends it at once, whatever it does
     * @param shared with it
     */
    DecoderProcess(
            Process process,
            Runnable kill,
            DecoderSettings settings,
            SharedFile shared,
            Closing closing) {
        this.process = process;
        this.kill = kill;
        this.settings = settings;
        this.shared = shared;
        this.closing = closing;
        wear = new DecoderWear(process, settings);
        in = new MessageInput(process.getInputStream(), shared.memory());
        out = new MessageOutput(new StreamChannel(process.getOutputStream()), false);
        errors = new ErrorOutput(process.getErrorStream());
        errorReader = daemon("errors", errors);
        daemon("watch", this::watch);
    }

    /** Starts a process; {@link #awaitReady} waits until it is of use. */
    static DecoderProcess start(DecoderSettings settings) throws IOException {
        return start(settings, Confinement::close, ProcessBuilder::start);
    }

    static DecoderProcess start(DecoderSettings settings, Closing closing, Starting starting)
            throws IOException {
        SharedFile shared = settings.pictures() ? SharedFile.make() : SharedFile.NONE;
        Process made = null;
        DecoderProcess decoder = null;
        try {
            Process process = starting.start(DecoderCommand.of(settings, shared));
            made = process;
            // The handle's way leaves the streams open: somebody may be reading in them just now.
            decoder =
                    new DecoderProcess(
                            process,
                            () -> process.toHandle().destroyForcibly(),
                            settings,
                            shared,
                            closing);
            return decoder;
        } finally {
            // Also if memory is too short for a thread, which is an error.
            if (decoder == null) {
                shared.remove();
                shared.release();
                if (made != null) {
                    made.destroyForcibly();
                }
            }
        }
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
        if (!closing.close(pid())) {
            shared.withdraw();
            if (Confinement.isPossible()) {
                LOG.warn(
                        "decoder's process {} may open files and sockets: they could not be taken"
                                + " from it, and its pictures come by pipe",
                        pid());
            }
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
        String pipe = settings.pictures() ? "pipe" : "pipe, for there are few";
        return shared.isThere() ? "memory" : pipe;
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

    /** What it has used up of what it may have. */
    DecoderWear wear() {
        return wear;
    }

    /** Time that the process may take from now on, over all requests until this is called again. */
    void allow(Duration time) {
        clock.begin(time);
    }

    void begin(Command command) throws IOException {
        open = !(command instanceof Command.Close);
        if (!(command instanceof Command.KeyFrames || command instanceof Command.Close)) {
            wear.request();
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
            end(DecoderEnd.INTERRUPTED);
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
        if (ended == DecoderEnd.INTERRUPTED || ended == DecoderEnd.CLOSED || !awaitExit()) {
            return new InterruptedIOException("interrupted while a video was decoded");
        }
        int code = process.isAlive() ? -1 : process.exitValue();
        DecoderLost lost = DecoderEnd.explain(ended, code, errors.text(), cause, settings);
        LOG.warn("decoder's process {} is lost: {}\n{}", pid(), lost.getMessage(), errors.head());
        ended = ended == null ? DecoderEnd.CLOSED : ended;
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

    private void watch() {
        try {
            while (!process.waitFor(TICK_MS, TimeUnit.MILLISECONDS)) {
                switch (clock.look()) {
                    case LATE -> end(DecoderEnd.LATE);
                    case INTERRUPTED -> end(DecoderEnd.INTERRUPTED);
                    case FINE -> {
                        if (Confinement.residentBytes(pid()) > settings.memoryBytes()) {
                            end(DecoderEnd.MEMORY);
                        }
                    }
                }
            }
        } catch (InterruptedException e) {
            // Nobody interrupts this thread.
            end(DecoderEnd.CLOSED);
        } finally {
            shared.remove();
            if (!open) {
                shared.release();
            }
        }
    }

    private void end(DecoderEnd why) {
        if (ended == null) {
            ended = why;
        }
        kill.run();
    }

    /** Kills it: nobody waits for what it still has to do. Its streams close when it is gone. */
    @Override
    public void close() {
        end(DecoderEnd.CLOSED);
        // Not when it is gone: what it said last may still stand in its pipe.
        shared.release();
    }
}
