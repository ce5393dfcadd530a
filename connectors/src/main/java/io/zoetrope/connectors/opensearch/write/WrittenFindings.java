package io.zoetrope.connectors.opensearch.write;

import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.status.VideoStatus;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which findings of each open video this writer saw acknowledged. What it did not see, because it
 * was refused or written before a restart, makes a video count as not complete: then the index is
 * asked. For one thread.
 */
final class WrittenFindings {
    private static final int MAX_VIDEOS = 10_000;

    private record Seen(long generation, Map<FindingKind, BitSet> ordinals) {
        static Seen nothing(long generation) {
            return new Seen(generation, new EnumMap<>(FindingKind.class));
        }

        void add(FindingKind kind, int ordinal) {
            ordinals.computeIfAbsent(kind, unused -> new BitSet()).set(ordinal);
        }

        boolean isAll(FindingKind kind, int count) {
            BitSet seen = ordinals.get(kind);
            return count == 0 || seen != null && seen.nextClearBit(0) >= count;
        }
    }

    private final Map<String, Seen> videos = BoundedMaps.ofSize(MAX_VIDEOS);

    /**
     * @param taken acknowledged documents; statuses do not count
     */
    void add(List<IndexDocument> taken) {
        for (IndexDocument document : taken) {
            if (!document.isStatus()) {
                seen(document).add(document.finding().kind(), document.finding().ordinal());
            }
        }
    }

    private Seen seen(IndexDocument document) {
        String key = document.video().key();
        Seen seen = videos.get(key);
        if (seen == null || seen.generation() != document.generation()) {
            seen = Seen.nothing(document.generation());
            videos.put(key, seen);
        }
        return seen;
    }

    /**
     * Forgets the video.
     *
     * @return the kinds of which not all that a last status counts was acknowledged here
     */
    Set<FindingKind> end(VideoStatus last) {
        Seen kept = videos.remove(last.video().key());
        boolean same = kept != null && kept.generation() == last.generation();
        Seen seen = same ? kept : Seen.nothing(last.generation());
        Set<FindingKind> missing = EnumSet.noneOf(FindingKind.class);
        for (FindingKind kind : FindingKind.values()) {
            if (!seen.isAll(kind, last.found().of(kind))) {
                missing.add(kind);
            }
        }
        return missing;
    }
}
