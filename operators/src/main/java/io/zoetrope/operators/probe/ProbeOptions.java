package io.zoetrope.operators.probe;

import io.zoetrope.operators.RetryPolicy;
import java.io.Serializable;

/**
 * Bounds of {@link ProbeVideos}.
 *
 * @param threads videos that one subtask probes at once
 * @param deadlineMs for one try, from its start; then it is broken off
 * @param retries of a video whose store answers for others
 * @param giveUpMs after which a video whose store is down is rejected all the same, milliseconds
 *     from its first failure
 */
public record ProbeOptions(int threads, long deadlineMs, RetryPolicy retries, long giveUpMs)
        implements Serializable {
    /** Entries of one store that wait in memory for a thread. */
    int capacity() {
        return 8 * threads;
    }
}
