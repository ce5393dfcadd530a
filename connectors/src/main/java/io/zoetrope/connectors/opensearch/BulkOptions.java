package io.zoetrope.connectors.opensearch;

import java.io.Serializable;

/**
 * How much a writer gathers. Each subtask holds at most three bulks: one that is filled, one that
 * waits, one that is sent.
 *
 * @param maxDocuments a bulk is sent when it has this many
 * @param maxBytes or is this large
 * @param maxDelayMs or its first document is this old; in a quiet stream a twentieth of that is
 *     waited for what follows
 * @param longestPauseMs between two tries while OpenSearch is away
 * @param requestTimeoutMs how long one request may take
 */
public record BulkOptions(
        int maxDocuments, int maxBytes, long maxDelayMs, long longestPauseMs, int requestTimeoutMs)
        implements Serializable {
    public static final BulkOptions DEFAULT = new BulkOptions(500, 5 << 20, 1_000, 10_000, 60_000);

    public BulkOptions {
        if (maxDocuments < 1
                || maxBytes < 1
                || maxDelayMs < 1
                || longestPauseMs < 2
                || requestTimeoutMs < 1) {
            throw new IllegalArgumentException("bulk limits are at least 1");
        }
    }
}
