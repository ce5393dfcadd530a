package io.zoetrope.media.ffmpeg.track;

import io.zoetrope.media.KeyFrameIndex;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Gathers key frames into an index of bounded size, whatever number of them a file has. */
final class KeyFrameCollector {
    private static final long LEAST_APART_US = 1_000_000;

    private final NavigableMap<Long, Long> positions = new TreeMap<>();
    private final int most;
    private long leastApartUs = LEAST_APART_US;

    KeyFrameCollector() {
        this(KeyFrameIndex.MOST);
    }

    KeyFrameCollector(int most) {
        this.most = most;
    }

    /** Takes a key frame, unless one is kept that lies close before it. In any order. */
    void add(long us, long position) {
        Long before = positions.floorKey(us);
        if (before != null && us - before < leastApartUs) {
            return;
        }
        positions.put(us, position);
        // With a place for the first picture, see index.
        while (positions.size() >= most) {
            leastApartUs *= 2;
            thinOut();
        }
    }

    private void thinOut() {
        long last = Long.MIN_VALUE;
        for (var times = positions.keySet().iterator(); times.hasNext(); ) {
            long us = times.next();
            if (last != Long.MIN_VALUE && us - last < leastApartUs) {
                times.remove();
            } else {
                last = us;
            }
        }
    }

    /**
     * @param startUs of the first picture, which can be decoded whatever was gathered
     * @param byByte whether positions are wanted
     */
    KeyFrameIndex index(long startUs, boolean byByte) {
        if (positions.isEmpty() || positions.firstKey() > startUs) {
            positions.put(startUs, 0L);
        }
        return new KeyFrameIndex(
                longs(positions.keySet()), byByte ? longs(positions.values()) : new long[0]);
    }

    private static long[] longs(java.util.Collection<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }
}
