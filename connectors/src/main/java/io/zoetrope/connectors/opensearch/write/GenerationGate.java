package io.zoetrope.connectors.opensearch.write;

import io.zoetrope.connectors.opensearch.OpenSearchMetric;
import io.zoetrope.connectors.opensearch.SinkMetrics;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.status.VideoStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps findings out whose video has gone on, or was taken away: its document, tombstones included,
 * has a higher generation. OpenSearch cannot look at one document when it writes another, and
 * forgets the versions of deleted ones, so this looks once at each video before the first of them;
 * then this writer is the only one that changes it. For one thread.
 */
final class GenerationGate {
    static final int MAX_VIDEOS = 10_000;

    private final Standing index;
    private final SinkMetrics metrics;
    private final Map<String, StandingVideo> standing = BoundedMaps.ofSize(MAX_VIDEOS);

    /** Generation of those whose first document this writer wrote. */
    private final Map<String, Long> begunHere = BoundedMaps.ofSize(MAX_VIDEOS);

    /** {@link IndexMaintenance#standing}. */
    @FunctionalInterface
    interface Standing {
        Map<String, StandingVideo> of(Collection<String> videoKeys)
                throws IOException, InterruptedException;
    }

    GenerationGate(Standing index, SinkMetrics metrics) {
        this.index = index;
        this.metrics = metrics;
    }

    /** Those that may be written: statuses bring their own version. */
    List<IndexDocument> pass(List<IndexDocument> documents)
            throws IOException, InterruptedException {
        lookAt(documents.stream().map(document -> document.video().key()).toList());
        List<IndexDocument> passed = new ArrayList<>();
        for (IndexDocument document : documents) {
            boolean behind = known(document.video()).generation() > document.generation();
            if (document.isStatus() || !behind) {
                passed.add(document);
            }
        }
        metrics.add(OpenSearchMetric.SUPERSEDED, documents.size() - passed.size());
        return passed;
    }

    /** The statuses among them whose video nothing stands of. Those of {@link #pass} only. */
    List<IndexDocument> opening(List<IndexDocument> documents)
            throws IOException, InterruptedException {
        lookAt(documents.stream().map(document -> document.video().key()).toList());
        return documents.stream()
                .filter(document -> document.isStatus() && isAbsent(document.video()))
                .toList();
    }

    /**
     * Documents that are in the index now. If there is no status beside a finding, what stands of
     * its video is no longer nothing; and a life is not the first if a finding of another one is
     * there, as when two meet in one batch.
     */
    void written(List<IndexDocument> documents) {
        for (IndexDocument each : documents) {
            if (each.isStatus()) {
                continue;
            }
            String key = each.video().key();
            if (isAbsent(each.video())) {
                standing.put(key, new StandingVideo(each.generation(), 0));
            }
            Long begun = begunHere.get(key);
            if (begun != null && begun != each.generation()) {
                begunHere.remove(key);
            }
        }
    }

    /** Whether nothing stood of the status's video before this life, and this writer began it. */
    boolean isFirstLife(VideoStatus status) throws IOException, InterruptedException {
        lookAt(List.of(status.video().key()));
        if (isAbsent(status.video())) {
            return true;
        }
        Long generation = begunHere.get(status.video().key());
        return generation != null && generation == status.generation();
    }

    /** Not to be written: a later life of the video is known. */
    boolean isBehind(VideoStatus status) {
        return known(status.video()).generation() > status.generation();
    }

    /** This status stands in the index now. */
    void stands(VideoStatus status) {
        if (!isBehind(status)) {
            if (isAbsent(status.video())) {
                begunHere.put(status.video().key(), status.generation());
            }
            standing.put(status.video().key(), StandingVideo.of(status));
        }
    }

    /**
     * Since when a life is searchable: its last status may come again, by a replay.
     *
     * @param orElseMs if it is not yet
     */
    long searchableMs(VideoStatus status, long orElseMs) throws IOException, InterruptedException {
        lookAt(List.of(status.video().key()));
        return known(status.video()).searchableMs(status, orElseMs);
    }

    private StandingVideo known(VideoRef video) {
        return standing.getOrDefault(video.key(), StandingVideo.NONE);
    }

    private boolean isAbsent(VideoRef video) {
        return standing.containsKey(video.key()) && known(video).equals(StandingVideo.NONE);
    }

    private void lookAt(List<String> videoKeys) throws IOException, InterruptedException {
        Set<String> unknown = new HashSet<>(videoKeys);
        // Used now: what comes to them makes the map forget others.
        unknown.removeIf(key -> standing.get(key) != null);
        if (!unknown.isEmpty()) {
            standing.putAll(index.of(unknown));
        }
    }
}
