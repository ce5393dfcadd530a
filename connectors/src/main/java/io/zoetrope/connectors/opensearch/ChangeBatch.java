package io.zoetrope.connectors.opensearch;

import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.VideoStatus;
import java.util.List;

/**
 * Changes that are applied together, in the order of the components; no video is both written and
 * removed.
 *
 * @param documents moments, and statuses of videos still worked on; at most one of each id
 * @param finals last statuses, written when the documents before them are searchable
 */
record ChangeBatch(
        List<IndexDocument> documents, List<VideoStatus> finals, List<VideoRef> removals) {
    boolean isEmpty() {
        return documents.isEmpty() && finals.isEmpty() && removals.isEmpty();
    }

    int size() {
        return documents.size() + finals.size() + removals.size();
    }
}
