package io.zoetrope.media.process;

import java.io.Serializable;
import java.time.Duration;

/**
 * Bounds on one decoder's process.
 *
 * @param memoryBytes most resident memory; about 120 MB are used for 1080p
 * @param deadline for each request, the first one together with the opening: time that the parent
 *     waits for the process; time in which the process waits for the parent does not count
 * @param processorTime over all requests: at half of it a fresh process takes over, and one that
 *     cannot be replaced because its decoder goes on where it stands is given as much once more
 * @param renewAfter videos opened and ranges read, after which a fresh process takes over
 * @param pictures whether it will be asked for many pictures: it has memory in common with its
 *     parent then; without it they come by its pipe
 */
public record DecoderSettings(
        long memoryBytes,
        Duration deadline,
        Duration processorTime,
        int renewAfter,
        boolean pictures,
        ChildProgram program)
        implements Serializable {
    /**
     * Half of it is enough for any one request: most have one or two threads at work, and a first
     * segment, which has six and four for each further rendition, takes seconds of its deadline.
     */
    private static final int DEADLINES_OF_PROCESSOR_TIME = 8;

    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

    public static final DecoderSettings DEFAULT =
            new DecoderSettings(
                    1L << 30,
                    TWO_MINUTES,
                    processorTime(TWO_MINUTES),
                    500,
                    true,
                    ChildProgram.DECODER);

    private static Duration processorTime(Duration deadline) {
        Duration second = Duration.ofSeconds(1);
        Duration least = deadline.compareTo(second) < 0 ? second : deadline;
        return least.multipliedBy(DEADLINES_OF_PROCESSOR_TIME);
    }

    /** For tests of what a process may do wrong. */
    public DecoderSettings withProgram(ChildProgram other) {
        return new DecoderSettings(
                memoryBytes, deadline, processorTime, renewAfter, pictures, other);
    }

    /** With as many times the processor time. */
    public DecoderSettings withDeadline(Duration other) {
        return new DecoderSettings(
                memoryBytes, other, processorTime(other), renewAfter, pictures, program);
    }

    /** For tests of what becomes of those that use it up. */
    DecoderSettings withProcessorTime(Duration other) {
        return new DecoderSettings(memoryBytes, deadline, other, renewAfter, pictures, program);
    }

    public DecoderSettings withMemory(long bytes) {
        return new DecoderSettings(bytes, deadline, processorTime, renewAfter, pictures, program);
    }

    public DecoderSettings withRenewAfter(int requests) {
        return new DecoderSettings(
                memoryBytes, deadline, processorTime, requests, pictures, program);
    }

    /** For those who look into videos, package them or cut clips of them. */
    public DecoderSettings withoutPictures() {
        return new DecoderSettings(
                memoryBytes, deadline, processorTime, renewAfter, false, program);
    }
}
