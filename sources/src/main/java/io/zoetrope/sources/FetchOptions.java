package io.zoetrope.sources;

import java.io.Serializable;

/**
 * Which objects of stores are fetched whole, and where to.
 *
 * @param folder for their copies, on a fast disk; empty for this machine's folder for temporary
 *     files
 * @param mostBytes larger ones are read by range; 0 if all are
 * @param totalBytes of all copies that one process holds
 */
public record FetchOptions(String folder, long mostBytes, long totalBytes) implements Serializable {
    public FetchOptions {
        if (mostBytes < 0 || totalBytes < 0) {
            throw new IllegalArgumentException(
                    "copies of " + mostBytes + " bytes, " + totalBytes + " together");
        }
    }
}
