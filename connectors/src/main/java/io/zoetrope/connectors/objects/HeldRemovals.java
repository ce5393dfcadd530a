package io.zoetrope.connectors.objects;

import io.zoetrope.domain.ThumbnailRemoval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Removals from their arrival until their pictures are gone, oldest first; one for each video. A
 * removal is due once a checkpoint that holds it is complete. For one thread.
 */
final class HeldRemovals {
    private static final long NONE_YET = Long.MAX_VALUE;

    /**
     * @param checkpoint the first that holds it
     * @param begun whether somebody is deleting now
     */
    private record Held(ThumbnailRemoval removal, long checkpoint, boolean begun) {}

    private final Map<String, Held> byVideo = new LinkedHashMap<>();

    /** Holds a removal; of two of one video, the one of the later generation. */
    void add(ThumbnailRemoval removal) {
        Held before = byVideo.get(removal.videoKey());
        if (before == null || before.removal().generation() < removal.generation()) {
            byVideo.remove(removal.videoKey());
            byVideo.put(removal.videoKey(), new Held(removal, NONE_YET, false));
        }
    }

    /** All of them, now that a checkpoint takes them. */
    List<ThumbnailRemoval> snapshot(long checkpoint) {
        byVideo.replaceAll(
                (key, held) ->
                        held.checkpoint() == NONE_YET
                                ? new Held(held.removal(), checkpoint, held.begun())
                                : held);
        return byVideo.values().stream().map(Held::removal).toList();
    }

    /** Begins those that a complete checkpoint holds and nobody has begun. */
    List<ThumbnailRemoval> begin(long completeCheckpoint) {
        List<ThumbnailRemoval> due = new ArrayList<>();
        byVideo.replaceAll(
                (key, held) -> {
                    if (held.begun() || held.checkpoint() > completeCheckpoint) {
                        return held;
                    }
                    due.add(held.removal());
                    return new Held(held.removal(), held.checkpoint(), true);
                });
        return due;
    }

    /** Its pictures are gone. A later removal of the same video stays. */
    void done(ThumbnailRemoval removal) {
        byVideo.computeIfPresent(
                removal.videoKey(), (key, held) -> held.removal().equals(removal) ? null : held);
    }

    /** Its pictures are not gone: it is due again at the next checkpoint. */
    void putBack(ThumbnailRemoval removal) {
        byVideo.computeIfPresent(
                removal.videoKey(),
                (key, held) ->
                        held.removal().equals(removal)
                                ? new Held(removal, held.checkpoint(), false)
                                : held);
    }

    /** The one that is held longest; there must be one. */
    ThumbnailRemoval oldest() {
        return byVideo.values().iterator().next().removal();
    }

    int size() {
        return byVideo.size();
    }
}
