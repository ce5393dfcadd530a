package io.zoetrope.media.process;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.process.protocol.Command;
import io.zoetrope.media.process.protocol.Kind;
import io.zoetrope.media.process.protocol.MessageInput;
import io.zoetrope.media.process.protocol.MessageOutput;
import io.zoetrope.media.process.protocol.Protocol;
import io.zoetrope.media.process.protocol.ProtocolViolation;
import java.io.IOException;

/**
 * One request to a decoder's process, up to its answer: meanwhile the process gets the bytes that
 * it asks for, and its pictures and its sound are handed on. Whatever goes wrong on this side ends
 * the process, which would wait for ever otherwise. For one thread.
 */
final class Exchange {
    /** Reads the answer's payload. */
    interface Payload<T> {
        T read(MessageInput in) throws IOException;
    }

    private final DecoderProcess process;
    private final SourceSupply supply;
    private final Taker output;

    /**
     * @param output null for a request that brings none
     */
    Exchange(DecoderProcess process, SourceSupply supply, Taker output) {
        this.process = process;
        this.supply = supply;
        this.output = output;
    }

    /**
     * @throws RejectedInput if the process refuses the video
     * @throws IOException what the source threw, or that the process is lost
     */
    <T> T ask(Command command, Kind answer, Payload<T> payload) throws RejectedInput, IOException {
        boolean answered = false;
        try {
            process.begin(command);
            while (true) {
                Kind kind = process.talk((in, out) -> in.next());
                switch (kind) {
                    case NEED -> supply();
                    case FRAME, SOUND, PIECE, CLIP_PIECE -> take(kind);
                    case REJECTED -> {
                        RejectedInput rejected = read(Protocol::rejected);
                        answered = true;
                        throw rejected;
                    }
                    case SOURCE_FAILED -> {
                        read(in -> null);
                        answered = true;
                        throw supply.failure();
                    }
                    default -> {
                        T got = read(in -> expected(kind, answer, payload, in));
                        answered = true;
                        return got;
                    }
                }
            }
        } finally {
            if (!answered) {
                process.close();
            }
        }
    }

    private static <T> T expected(Kind kind, Kind answer, Payload<T> payload, MessageInput in)
            throws IOException {
        ProtocolViolation.require(kind == answer, kind + " for " + answer);
        return payload.read(in);
    }

    private <T> T read(Payload<T> payload) throws IOException {
        return process.talk(
                (in, out) -> {
                    T got = payload.read(in);
                    in.end();
                    return got;
                });
    }

    private void take(Kind kind) throws IOException {
        Runnable hand =
                read(
                        in -> {
                            ProtocolViolation.require(output != null, kind + " unasked");
                            return output.take(kind, in);
                        });
        // Outside of the clock: the process waits for whoever takes it.
        hand.run();
    }

    private void supply() throws IOException {
        SourceSupply.Question question =
                read(in -> supply.accepted(new SourceSupply.Question(in.readLong(), in.readInt())));
        // Outside of the clock: the process waits for the store meanwhile.
        MessageOutput answer = supply.answer(question, process.out());
        process.talk(
                (in, out) -> {
                    answer.send();
                    return null;
                });
    }
}
