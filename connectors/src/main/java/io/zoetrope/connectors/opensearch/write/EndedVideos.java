package io.zoetrope.connectors.opensearch.write;

import io.zoetrope.connectors.opensearch.EndedVideo;
import java.util.List;
import java.util.Map;

/**
 * Videos that ended soon after a task began. What the task before it had on its way may come into
 * the index behind the sweep at their end, under the same generation: so they are swept once more.
 * Of more than are kept the first are forgotten. For the task's thread.
 */
final class EndedVideos {
    private static final int MOST = 20_000;

    private final Map<String, EndedVideo> videos = BoundedMaps.ofSize(MOST);
    private boolean over;

    /** Changes nothing once all were taken. */
    void add(EndedVideo ended) {
        if (!over) {
            videos.put(ended.video().key(), ended);
        }
    }

    /** A copy. */
    List<EndedVideo> all() {
        return List.copyOf(videos.values());
    }

    /** Forgets them, and those to come. */
    List<EndedVideo> takeAll() {
        List<EndedVideo> all = all();
        videos.clear();
        over = true;
        return all;
    }
}
