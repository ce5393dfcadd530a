package io.zoetrope.connectors.opensearch;

import java.io.Serializable;

/**
 * How long a removed video's document stays as a tombstone.
 *
 * @param graceMs a second sweep comes so long after the removal at the earliest: longer than any
 *     request of a task that was lost may still be on its way
 * @param keepMs then the tombstone goes too
 */
public record TombstoneOptions(long graceMs, long keepMs) implements Serializable {
    public static final TombstoneOptions DEFAULT = new TombstoneOptions(120_000, 86_400_000);

    public TombstoneOptions {
        if (graceMs < 1 || keepMs < graceMs) {
            throw new IllegalArgumentException("a tombstone is kept longer than its grace");
        }
    }
}
