package io.zoetrope.connectors.opensearch;

import io.zoetrope.domain.FoundCounts;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.status.VideoStatus;

/**
 * A video that came to its end. Held in state: components may be added, none moved or taken away,
 * and it stays in this package.
 *
 * @param found what its last status counted, whether or not OpenSearch took all of it
 */
public record EndedVideo(VideoRef video, long generation, FoundCounts found) {
    public static EndedVideo of(VideoStatus last) {
        return new EndedVideo(last.video(), last.generation(), last.found());
    }

    /** As much of its last status as a sweep goes by. */
    public VideoStatus last() {
        return VideoStatus.of(video, generation, IndexingState.READY, 0, 0).withFound(found);
    }
}
