package io.zoetrope.connectors.opensearch.write;

import io.zoetrope.connectors.opensearch.BulkOptions;
import io.zoetrope.connectors.opensearch.write.ChangeBatch.FinalStatus;
import io.zoetrope.domain.finding.IndexChange;
import io.zoetrope.domain.status.VideoStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Gathers changes until they are worth a bulk. Of several with one id it keeps the last, so that a
 * retry of an older one never overwrites a newer one. For one thread.
 */
final class ChangeBuffer {
    private static final int BYTES_PER_STATUS = 1024;

    private final BulkOptions limits;
    private final LongSupplier clockMs;
    private final Map<String, IndexDocument> documents = new LinkedHashMap<>();
    private final Map<String, FinalStatus> statuses = new LinkedHashMap<>();
    private final Map<String, VideoStatus> openings = new LinkedHashMap<>();
    private final Map<String, VideoStatus> removals = new LinkedHashMap<>();
    private final Set<String> videosWithDocuments = new HashSet<>();
    private long bytes;

    ChangeBuffer(BulkOptions limits, LongSupplier clockMs) {
        this.limits = limits;
        this.clockMs = clockMs;
    }

    /** Whether what is held must be applied first, because the order within a video matters. */
    boolean mustDrainBefore(IndexChange change) {
        String video = change.videoKey();
        return change.removed() == null
                ? removals.containsKey(video)
                : videosWithDocuments.contains(video) || statuses.containsKey(video);
    }

    void add(IndexChange change) {
        if (change.finding() != null) {
            addDocument(IndexDocument.of(change.finding(), change.labels(), clockMs.getAsLong()));
        } else if (change.status() != null) {
            addStatus(change);
        } else {
            VideoStatus gone =
                    VideoStatus.deleted(change.removed(), change.generation(), clockMs.getAsLong());
            removals.put(change.videoKey(), gone);
        }
    }

    private void addDocument(IndexDocument document) {
        documents.put(document.id(), document);
        videosWithDocuments.add(document.video().key());
        bytes += document.bytes();
    }

    // A later place in the map is not needed: a video's statuses replace each other.
    private void addStatus(IndexChange change) {
        FinalStatus before = statuses.get(change.videoKey());
        if (before != null && change.status().state().isFinal()) {
            openings.putIfAbsent(change.videoKey(), before.status());
        }
        boolean sweep = change.sweep() || before != null && before.sweep();
        statuses.put(change.videoKey(), new FinalStatus(change.status(), sweep));
        bytes += BYTES_PER_STATUS;
    }

    boolean isFull() {
        return size() >= limits.maxDocuments() || bytes >= limits.maxBytes();
    }

    boolean isEmpty() {
        return size() == 0;
    }

    private int size() {
        return documents.size() + statuses.size() + removals.size();
    }

    /** Hands over what is held and starts anew. */
    ChangeBatch drain() {
        List<IndexDocument> first = new ArrayList<>(documents.values());
        List<FinalStatus> finals = new ArrayList<>();
        for (FinalStatus each : statuses.values()) {
            if (each.status().state().isFinal()) {
                finals.add(each);
            } else {
                first.add(IndexDocument.of(each.status()));
            }
        }
        List<IndexDocument> opened =
                openings.values().stream()
                        .filter(status -> !status.state().isFinal())
                        .map(IndexDocument::of)
                        .toList();
        ChangeBatch batch = new ChangeBatch(opened, first, finals, List.copyOf(removals.values()));
        documents.clear();
        statuses.clear();
        openings.clear();
        removals.clear();
        videosWithDocuments.clear();
        bytes = 0;
        return batch;
    }
}
