package io.zoetrope.jobs;

/** Values of {@code decode.isolation}. */
public enum DecodeIsolation {
    /** In processes of their own. */
    PROCESS,
    /** On the job's threads: a file that crashes a decoder ends the task manager. */
    THREAD
}
