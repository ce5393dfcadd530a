package io.zoetrope.connectors.opensearch.write;

import io.zoetrope.domain.status.VideoStatus;
import java.util.List;

/**
 * Changes that are applied together, in the order of the components; no video is both written and
 * removed.
 *
 * @param openings statuses that a last one of the same batch took the place of; needed only if
 *     nothing stands of their video
 * @param documents findings, and statuses of videos still worked on; at most one of each id
 * @param finals last statuses, written when the documents before them are searchable
 * @param removals of state DELETED
 */
record ChangeBatch(
        List<IndexDocument> openings,
        List<IndexDocument> documents,
        List<FinalStatus> finals,
        List<VideoStatus> removals) {

    /**
     * @param sweep whether earlier attempts may have left findings
     */
    record FinalStatus(VideoStatus status, boolean sweep) {}

    boolean isEmpty() {
        return size() == 0;
    }

    int size() {
        return documents.size() + finals.size() + removals.size();
    }
}
