package io.zoetrope.media.process;

import java.io.Serializable;
import java.time.Duration;

/**
 * Bounds on one decoder's process.
 *
 * @param memoryBytes most resident memory; about 120 MB are used for 1080p
 * @param deadline for each request, the first one together with the opening: time that the parent
 *     waits for the process; time in which the process waits for the parent does not count
 * @param renewAfter videos opened and ranges read, after which a fresh process takes over
 * @param pictures whether it will be asked for many pictures: it has memory in common with its
 *     parent then; without it they come by its pipe
 */
public record DecoderSettings(
        long memoryBytes, Duration deadline, int renewAfter, boolean pictures, ChildProgram program)
        implements Serializable {
    public static final DecoderSettings DEFAULT =
            new DecoderSettings(1L << 30, Duration.ofMinutes(2), 500, true, ChildProgram.DECODER);

    /** For tests of what a process may do wrong. */
    public DecoderSettings withProgram(ChildProgram other) {
        return new DecoderSettings(memoryBytes, deadline, renewAfter, pictures, other);
    }

    public DecoderSettings withDeadline(Duration other) {
        return new DecoderSettings(memoryBytes, other, renewAfter, pictures, program);
    }

    public DecoderSettings withMemory(long bytes) {
        return new DecoderSettings(bytes, deadline, renewAfter, pictures, program);
    }

    public DecoderSettings withRenewAfter(int requests) {
        return new DecoderSettings(memoryBytes, deadline, requests, pictures, program);
    }

    /** For those who look into videos, package them or cut clips of them. */
    public DecoderSettings withoutPictures() {
        return new DecoderSettings(memoryBytes, deadline, renewAfter, false, program);
    }
}
