package io.zoetrope.media.process.child;

import io.zoetrope.media.process.protocol.Command;
import io.zoetrope.media.process.protocol.ExitCode;
import io.zoetrope.media.process.protocol.Kind;
import io.zoetrope.media.process.protocol.MessageInput;
import io.zoetrope.media.process.protocol.ProtocolViolation;
import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Listens to the parent on a thread of its own, whatever the decoder does meanwhile: bytes go to
 * the source that waits for them, commands wait to be taken. When the parent is gone, this process
 * ends, also out of an endless loop.
 */
final class ParentLine {
    private final MessageInput in;
    private final BlockingQueue<Command> commands = new ArrayBlockingQueue<>(1);
    private volatile PipedSource source;

    private ParentLine(MessageInput in) {
        this.in = in;
    }

    static ParentLine listen(MessageInput in) {
        ParentLine line = new ParentLine(in);
        Thread thread = new Thread(line::run, "parent");
        thread.setDaemon(true);
        thread.start();
        return line;
    }

    Command take() throws InterruptedException {
        return commands.take();
    }

    /** Whom bytes are for from now on. */
    void feed(PipedSource source) {
        this.source = source;
    }

    private void run() {
        try {
            while (true) {
                message(in.next());
            }
        } catch (EOFException e) {
            Runtime.getRuntime().halt(0);
        } catch (Throwable e) {
            ExitCode.fail(e);
        } finally {
            // Whatever ended this thread: without it nobody would hear that the parent is gone.
            Runtime.getRuntime().halt(ExitCode.FAILED);
        }
    }

    private void message(Kind kind) throws IOException {
        if (kind == Kind.BYTES || kind == Kind.BYTES_FAILED) {
            bytes(kind);
        } else {
            ProtocolViolation.require(
                    commands.offer(Command.read(kind, in)), "a command before the last was done");
        }
    }

    private void bytes(Kind kind) throws IOException {
        PipedSource waiting = source;
        ProtocolViolation.require(waiting != null, "bytes without a video");
        if (kind == Kind.BYTES) {
            waiting.deliver(in);
        } else {
            waiting.fail();
        }
        in.end();
    }
}
