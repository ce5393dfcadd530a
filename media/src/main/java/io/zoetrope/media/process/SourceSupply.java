package io.zoetrope.media.process;

import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.domain.store.SourceCutShort;
import io.zoetrope.media.process.protocol.Kind;
import io.zoetrope.media.process.protocol.MessageOutput;
import io.zoetrope.media.process.protocol.Protocol;
import io.zoetrope.media.process.protocol.ProtocolViolation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Gives a decoder's process the bytes that it asks for in one request, within bounds: of what can
 * sensibly be asked about a file of this size, and of time that a store may take. For one thread.
 */
final class SourceSupply {
    private static final long LEAST_COST = 4 << 10;
    private static final long FREE_BYTES = 256L << 20;
    private static final int TIMES_THE_FILE = 4;
    private static final long MOST_OF_UNKNOWN = 64L << 30;

    /** What came in so long is handed over; a slow store is no reason to wait for a full window. */
    private static final long FILL_NANOS = 1_000_000_000;

    /** For some bytes from a position on. */
    record Question(long position, int bytes) {}

    private final MediaSource source;
    private final long budgetNanos;
    private final LongSupplier clock;
    private long bytesLeft;
    private long spentNanos;
    private IOException failure;

    SourceSupply(MediaSource source, Duration time) {
        this(source, time, System::nanoTime);
    }

    SourceSupply(MediaSource source, Duration time, LongSupplier clock) {
        this.source = source;
        this.budgetNanos = time.toNanos();
        this.clock = clock;
        long size = source.size();
        this.bytesLeft = size < 0 ? MOST_OF_UNKNOWN : FREE_BYTES + TIMES_THE_FILE * size;
    }

    /**
     * @throws ProtocolViolation if no decoder of this video would ask so
     */
    Question accepted(Question question) throws ProtocolViolation {
        bytesLeft -= Math.max(LEAST_COST, question.bytes());
        ProtocolViolation.require(
                question.position() >= 0
                        && question.bytes() > 0
                        && question.bytes() <= Protocol.MAX_WINDOW_BYTES
                        && bytesLeft >= 0,
                "a question for bytes that no video needs");
        return question;
    }

    /** Puts the answer together; it is still to be sent. */
    MessageOutput answer(Question question, MessageOutput out) {
        long begin = clock.getAsLong();
        try {
            fill(question, out.begin(Kind.BYTES).room(question.bytes()), begin);
        } catch (IOException e) {
            failure = e;
            out.begin(Kind.BYTES_FAILED);
        } finally {
            spentNanos += clock.getAsLong() - begin;
        }
        return out;
    }

    private void fill(Question question, ByteBuffer room, long begin) throws IOException {
        if (spentNanos > budgetNanos) {
            throw new IOException(
                    String.format(
                            Locale.ROOT,
                            "the store took more than %d s for one segment",
                            Duration.ofNanos(budgetNanos).toSeconds()));
        }
        int start = room.position();
        int limit = room.limit();
        room.limit(start + question.bytes());
        int got;
        // At least once, however late it is: nothing at all would be the file's end.
        do {
            long position = question.position() + room.position() - start;
            got = source.read(position, room);
            if (got < 0) {
                SourceCutShort.requireEnd(position, source.size());
            }
        } while (got >= 0 && room.hasRemaining() && clock.getAsLong() - begin < FILL_NANOS);
        room.limit(limit);
    }

    /** What the source threw, for the caller who waits for the video. */
    IOException failure() {
        return failure != null ? failure : new IOException("the decoder could not read its source");
    }
}
