package io.zoetrope.connectors.opensearch;

import io.zoetrope.domain.VideoStatus;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * Which moments of each open video this writer saw acknowledged. What it did not see, because it
 * was refused or written before a restart, makes a video count as not complete: then the index is
 * asked. For one thread.
 */
final class WrittenMoments {
    private static final int MAX_VIDEOS = 10_000;

    private record Seen(long generation, BitSet ordinals) {}

    private final Map<String, Seen> videos = BoundedMaps.ofSize(MAX_VIDEOS);

    /**
     * @param taken acknowledged documents; of them moments count
     */
    void add(List<IndexDocument> taken) {
        for (IndexDocument document : taken) {
            if (document.isMoment()) {
                seen(document).set(document.moment().ordinal());
            }
        }
    }

    private BitSet seen(IndexDocument document) {
        String key = document.video().key();
        Seen seen = videos.get(key);
        if (seen == null || seen.generation() != document.generation()) {
            seen = new Seen(document.generation(), new BitSet());
            videos.put(key, seen);
        }
        return seen.ordinals();
    }

    /** Whether each moment that a last status counts was acknowledged here; forgets the video. */
    boolean end(VideoStatus last) {
        Seen seen = videos.remove(last.video().key());
        return seen != null
                && seen.generation() == last.generation()
                && seen.ordinals().nextClearBit(0) >= last.moments();
    }
}
