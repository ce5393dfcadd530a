package io.zoetrope.operators.probe;

import io.zoetrope.operators.RetryPolicy;
import java.io.Serializable;

/**
 * Bounds of {@link ProbeVideos}.
 *
 * @param threads videos that one subtask probes at once
 * @param retries of stores that do not answer
 */
public record ProbeOptions(int threads, RetryPolicy retries) implements Serializable {}
