package io.zoetrope.connectors.opensearch;

import io.zoetrope.domain.VideoStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps moments out whose video has gone on, or was taken away: its document, tombstones included,
 * has a higher generation. OpenSearch cannot look at one document when it writes another, and
 * forgets the versions of deleted ones, so this looks once at each video before its first moment;
 * then this writer is the only one that changes it. For one thread.
 */
final class GenerationGate {
    private static final int MAX_VIDEOS = 10_000;

    private final IndexMaintenance index;
    private final SinkMetrics metrics;
    private final Map<String, Long> standing = BoundedMaps.ofSize(MAX_VIDEOS);

    GenerationGate(IndexMaintenance index, SinkMetrics metrics) {
        this.index = index;
        this.metrics = metrics;
    }

    /** Those that may be written: statuses bring their own version. */
    List<IndexDocument> pass(List<IndexDocument> documents)
            throws IOException, InterruptedException {
        lookAt(documents);
        List<IndexDocument> passed = new ArrayList<>();
        for (IndexDocument document : documents) {
            Long higher = standing.get(document.video().key());
            if (!document.isMoment() || higher == null || higher <= document.generation()) {
                passed.add(document);
            }
        }
        metrics.add(OpenSearchMetric.SUPERSEDED, documents.size() - passed.size());
        return passed;
    }

    /** Not to be written: a later life of the video is known. */
    boolean isBehind(VideoStatus status) {
        Long higher = standing.get(status.video().key());
        return higher != null && higher > status.generation();
    }

    /** This status stands in the index now. */
    void stands(VideoStatus status) {
        standing.merge(status.video().key(), status.generation(), Math::max);
    }

    private void lookAt(List<IndexDocument> documents) throws IOException, InterruptedException {
        Set<String> unknown = new HashSet<>();
        for (IndexDocument document : documents) {
            String video = document.video().key();
            if (document.isMoment() && !standing.containsKey(video)) {
                unknown.add(video);
            }
        }
        if (!unknown.isEmpty()) {
            standing.putAll(index.generations(unknown));
        }
    }
}
