package io.zoetrope.sources;

import java.io.Serializable;

/**
 * Bounds of http(s) reading.
 *
 * @param connectTimeoutMs for each connection
 * @param readTimeoutMs longest silence before the answer, and between any two parts of it
 * @param maxWholeBytes largest file that is fetched whole, to a temporary file, from a server that
 *     does not answer range requests
 * @param wholeTimeoutMs for such a file from its first byte to its last: a server that trickles is
 *     given up
 */
public record HttpOptions(
        int connectTimeoutMs, int readTimeoutMs, long maxWholeBytes, long wholeTimeoutMs)
        implements Serializable {
    /** Ten seconds to connect, 30 of silence; up to 512 MiB whole, in ten minutes. */
    public static final HttpOptions DEFAULT = new HttpOptions(10_000, 30_000, 512L << 20, 600_000);
}
