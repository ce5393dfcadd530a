package io.zoetrope.connectors.opensearch;

import io.zoetrope.connectors.json.MomentDocument;
import io.zoetrope.connectors.json.VideoDocument;
import io.zoetrope.domain.IndexChange;
import io.zoetrope.domain.Moment;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.VideoStatus;
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
    private final Map<String, IndexDocument> moments = new LinkedHashMap<>();
    private final Map<String, VideoStatus> statuses = new LinkedHashMap<>();
    private final Map<String, VideoRef> removals = new LinkedHashMap<>();
    private final Set<String> videosWithMoments = new HashSet<>();
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
                : videosWithMoments.contains(video) || statuses.containsKey(video);
    }

    void add(IndexChange change) {
        if (change.moment() != null) {
            addMoment(change.moment());
        } else if (change.status() != null) {
            // A later place in the map is not needed: a video's statuses replace each other.
            statuses.put(change.videoKey(), change.status());
            bytes += BYTES_PER_STATUS;
        } else {
            removals.put(change.videoKey(), change.removed());
        }
    }

    private void addMoment(Moment moment) {
        IndexDocument document =
                new IndexDocument(
                        IndexNames.momentsWriteAlias(moment.model()),
                        moment.momentId(),
                        MomentDocument.encode(moment, clockMs.getAsLong()),
                        moment.video(),
                        moment.description());
        moments.put(moment.momentId(), document);
        videosWithMoments.add(moment.video().key());
        bytes += document.bytes();
    }

    boolean isFull() {
        return size() >= limits.maxDocuments() || bytes >= limits.maxBytes();
    }

    boolean isEmpty() {
        return size() == 0;
    }

    private int size() {
        return moments.size() + statuses.size() + removals.size();
    }

    /** Hands over what is held and starts anew. */
    ChangeBatch drain() {
        List<IndexDocument> documents = new ArrayList<>(moments.values());
        List<VideoStatus> finals = new ArrayList<>();
        for (VideoStatus status : statuses.values()) {
            if (status.state().isFinal()) {
                finals.add(status);
            } else {
                documents.add(statusDocument(status, 0));
            }
        }
        ChangeBatch batch = new ChangeBatch(documents, finals, List.copyOf(removals.values()));
        moments.clear();
        statuses.clear();
        removals.clear();
        videosWithMoments.clear();
        bytes = 0;
        return batch;
    }

    /**
     * @param searchableMs epoch milliseconds from which the video is found, or 0
     */
    static IndexDocument statusDocument(VideoStatus status, long searchableMs) {
        return new IndexDocument(
                IndexNames.VIDEOS,
                status.video().key(),
                VideoDocument.encode(status, searchableMs),
                status.video(),
                status.description());
    }
}
