package io.zoetrope.media.process;

import io.zoetrope.media.DecoderLost;
import io.zoetrope.media.process.protocol.ExitCode;
import io.zoetrope.media.process.protocol.ProtocolViolation;
import java.io.IOException;
import java.util.Locale;

/** Why the parent ended a decoder's process. */
enum DecoderEnd {
    LATE,
    MEMORY,
    INTERRUPTED,
    CLOSED;

    /**
     * What became of a process that is gone.
     *
     * @param ended null if it ended by itself
     * @param code with which it did, or -1
     * @param said on standard error
     * @param cause what the parent met
     */
    static DecoderLost explain(
            DecoderEnd ended, int code, String said, IOException cause, DecoderSettings settings) {
        if (ended == LATE) {
            return new DecoderLost(
                    DecoderLost.TIMEOUT,
                    String.format(
                            Locale.ROOT,
                            "it gave nothing within %d s",
                            settings.deadline().toSeconds()));
        }
        if (ended == MEMORY || code == ExitCode.OUT_OF_MEMORY || ExitCode.lacksMemory(said)) {
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
}
