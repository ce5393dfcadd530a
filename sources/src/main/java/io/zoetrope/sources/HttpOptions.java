package io.zoetrope.sources;

import java.io.Serializable;

/**
 * Bounds of http(s) reading.
 *
 * @param connectTimeoutMs for each connection
 * @param readTimeoutMs longest silence before the answer, and between any two parts of it
 * @param maxWholeBytes largest file that is fetched whole, to a temporary file, from a server that
 *     does not answer range requests
 */
public record HttpOptions(int connectTimeoutMs, int readTimeoutMs, long maxWholeBytes)
        implements Serializable {
    public static final HttpOptions DEFAULT = new HttpOptions(10_000, 30_000, 512L << 20);
}
