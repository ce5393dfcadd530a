package io.zoetrope.connectors.opensearch.write;

import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.finding.Finding;
import io.zoetrope.domain.status.VideoStatus;

/**
 * The external version of a video's document: its generation, and within that how far the status
 * is. A lower one never overwrites a higher one, and the same one again does. The order is: taken
 * away, arrived, each further segment, ended. So a removal stands below the life that takes its
 * place under the same generation, and a status that a replay repeats never hides the last one.
 */
final class DocumentVersion {
    private static final int ORDER_BITS = 20;
    private static final long LAST = (1L << ORDER_BITS) - 1;
    private static final long MAX_GENERATION = (1L << (62 - ORDER_BITS)) - 1;

    private DocumentVersion() {}

    static long of(VideoStatus status) {
        return generation(status.generation()) << ORDER_BITS | order(status);
    }

    /** Its generation alone: one life writes the same finding again, or another in its place. */
    static long of(Finding finding) {
        return generation(finding.generation());
    }

    // Generations are epoch milliseconds that a message brought: whatever they are, this is a
    // version that OpenSearch takes.
    private static long generation(long given) {
        return Math.max(0, Math.min(given, MAX_GENERATION));
    }

    private static long order(VideoStatus status) {
        if (status.state() == IndexingState.DELETED) {
            return 0;
        }
        if (status.state().isFinal()) {
            return LAST;
        }
        int segments = status.state() == IndexingState.ARRIVED ? 0 : 1 + status.segmentsDone();
        return Math.min(1L + segments, LAST - 1);
    }
}
