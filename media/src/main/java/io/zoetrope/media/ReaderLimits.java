package io.zoetrope.media;

import java.io.Serializable;
import java.time.Duration;

/**
 * Bounds on what one file may cost. What exceeds them is rejected, never attempted.
 *
 * @param maxPixels stored width times height
 * @param maxStreams tracks of all kinds in the container
 * @param maxPacketBytes one compressed picture
 * @param probeBytes read at most this much to learn what the streams are
 * @param openTimeout for opening and for the scan for key frames: all of it
 * @param stallTimeout while reading: from one packet to the next
 * @param readTimeout for one call of {@link VideoReader#read}: all of it
 */
public record ReaderLimits(
        long maxPixels,
        int maxStreams,
        int maxPacketBytes,
        long probeBytes,
        Duration openTimeout,
        Duration stallTimeout,
        Duration readTimeout)
        implements Serializable {

    /**
     * Up to 8192×8192, 64 streams, 64 MiB a packet; five minutes to open, one without progress, ten
     * for a range.
     */
    public static final ReaderLimits DEFAULT =
            new ReaderLimits(
                    8192L * 8192,
                    64,
                    64 << 20,
                    8 << 20,
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(10));

    /** The same with one bound for each of the three times. */
    public ReaderLimits withTimes(Duration each) {
        return new ReaderLimits(
                maxPixels, maxStreams, maxPacketBytes, probeBytes, each, each, each);
    }

    public ReaderLimits withSizes(long pixels, int packetBytes) {
        return new ReaderLimits(
                pixels,
                maxStreams,
                packetBytes,
                probeBytes,
                openTimeout,
                stallTimeout,
                readTimeout);
    }
}
