package io.zoetrope.operators.playback;

import java.util.List;

/**
 * Measured bit rates of a rendition (RFC 8216 §4.3.4.2): the peak is the highest of any row of
 * segments that lasts between half and one and a half target durations. Pure.
 *
 * @param peak bits per second
 * @param average bits per second
 */
record BitRates(long peak, long average) {
    static final BitRates NOTHING = new BitRates(0, 0);

    static BitRates of(List<ListedSegment> segments, int targetSeconds) {
        long totalUs = segments.stream().mapToLong(ListedSegment::durationUs).sum();
        if (totalUs <= 0) {
            return NOTHING;
        }
        long bytes = segments.stream().mapToLong(ListedSegment::bytes).sum();
        long average = rate(bytes, totalUs);
        long leastUs = targetSeconds * 500_000L;
        long peak = average;
        for (int i = 0; i < segments.size(); i++) {
            peak = Math.max(peak, peakFrom(segments, i, leastUs));
        }
        return new BitRates(peak, average);
    }

    private static long peakFrom(List<ListedSegment> segments, int first, long leastUs) {
        long us = 0;
        long bytes = 0;
        long peak = 0;
        for (int i = first; i < segments.size(); i++) {
            us += segments.get(i).durationUs();
            bytes += segments.get(i).bytes();
            if (us > 3 * leastUs) {
                break;
            }
            if (us >= leastUs) {
                peak = Math.max(peak, rate(bytes, us));
            }
        }
        return peak;
    }

    private static long rate(long bytes, long us) {
        return (bytes * 8 * 1_000_000 + us - 1) / us;
    }

    BitRates plus(BitRates other) {
        return new BitRates(peak + other.peak, average + other.average);
    }
}
