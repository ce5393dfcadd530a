package io.zoetrope.connectors.opensearch.write;

import io.zoetrope.connectors.DeadLetterSender;
import io.zoetrope.connectors.Patience;
import io.zoetrope.connectors.opensearch.JointRefreshes;
import io.zoetrope.connectors.opensearch.OpenSearchMetric;
import io.zoetrope.connectors.opensearch.SearchConnection;
import io.zoetrope.connectors.opensearch.SinkMetrics;
import io.zoetrope.connectors.opensearch.TombstoneOptions;
import io.zoetrope.domain.VideoDescription;
import io.zoetrope.domain.status.VideoStatus;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Brings batches into the indexes, one after the other: documents; then, if a video ended, its last
 * status; then removals. For one thread; {@link #close} from any.
 */
final class ChangeApplier implements Closeable {
    private final SearchConnection connection;
    private final DeadLetterSender.Session letters;
    private final Patience patience;
    private final JointRefreshes refreshes;
    private final BulkIndexer indexer;
    private final IndexMaintenance maintenance;
    private final GenerationGate gate;
    private final WrittenFindings findings = new WrittenFindings();
    private final RejectedDocuments rejected;
    private final FinalStatuses finals;
    private final TombstoneSweeper tombstones;
    private final SinkMetrics metrics;

    ChangeApplier(
            SearchConnection connection,
            DeadLetterSender.Session letters,
            Patience patience,
            JointRefreshes refreshes,
            TombstoneOptions tombstoneOptions,
            SinkMetrics metrics,
            LongSupplier clockMs) {
        this.connection = connection;
        this.letters = letters;
        this.patience = patience;
        this.refreshes = refreshes;
        this.indexer = new BulkIndexer(connection, patience, metrics);
        this.maintenance = new IndexMaintenance(connection, patience, metrics);
        this.gate = new GenerationGate(maintenance::standing, metrics);
        this.rejected = new RejectedDocuments(letters, clockMs);
        this.finals = new FinalStatuses(indexer, maintenance, gate, findings, rejected, clockMs);
        this.tombstones = new TombstoneSweeper(maintenance, tombstoneOptions, clockMs);
        this.metrics = metrics;
    }

    /**
     * Returns when all of it is in the indexes or a dead letter.
     *
     * @return the statuses that stand in the index now, in order within a video
     */
    List<VideoStatus> apply(ChangeBatch batch) throws IOException, InterruptedException {
        List<VideoStatus> acknowledged = new ArrayList<>();
        if (batch.finals().isEmpty()) {
            acknowledged.addAll(write(batch));
        } else {
            try (JointRefreshes.Turn turn = refreshes.begin()) {
                acknowledged.addAll(write(batch));
                acknowledged.addAll(finals.write(batch.finals(), turn));
            }
        }
        if (!batch.removals().isEmpty()) {
            acknowledged.addAll(remove(batch.removals()));
        }
        return acknowledged;
    }

    /** Takes away what came into the index after these last statuses and is not counted in them. */
    void sweepAgain(List<VideoStatus> ended) throws IOException, InterruptedException {
        if (!ended.isEmpty()) {
            maintenance.refresh();
            maintenance.sweep(ended);
        }
    }

    /** Forgets removed videos whose time has come. */
    void sweepTombstones() throws IOException, InterruptedException {
        tombstones.sweep();
    }

    // Of a video that is new here the status comes before its findings: so where a finding is, a
    // status is, and what nothing stood of before has nothing to sweep. One that has no finding
    // yet needs no request of its own, and no word before its last one.
    private List<VideoStatus> write(ChangeBatch batch) throws IOException, InterruptedException {
        if (batch.documents().isEmpty() && batch.openings().isEmpty()) {
            return List.of();
        }
        List<IndexDocument> passed = gate.pass(batch.documents());
        Set<String> found =
                passed.stream()
                        .filter(each -> !each.isStatus())
                        .map(each -> each.video().key())
                        .collect(Collectors.toSet());
        List<IndexDocument> opening = new ArrayList<>(gate.opening(batch.openings()));
        opening.removeIf(each -> !found.contains(each.video().key()));
        Set<String> opened = new HashSet<>();
        for (IndexDocument each : gate.opening(passed)) {
            opened.add(each.id());
            if (found.contains(each.id())) {
                opening.add(each);
            }
        }
        List<VideoStatus> acknowledged = new ArrayList<>(put(opening, each -> true));
        List<IndexDocument> rest = passed.stream().filter(each -> !opening.contains(each)).toList();
        acknowledged.addAll(put(rest, each -> opened.contains(each.id())));
        return acknowledged;
    }

    /**
     * @param opens whether a status is the first of its video: what its owner says of it may be
     *     refused; that it is there is told nevertheless
     */
    private List<VideoStatus> put(List<IndexDocument> documents, Predicate<IndexDocument> opens)
            throws IOException, InterruptedException {
        if (documents.isEmpty()) {
            return List.of();
        }
        Written written = indexer.index(documents);
        List<IndexDocument> bare = new ArrayList<>();
        List<Rejection> lost = new ArrayList<>();
        for (Rejection each : written.rejected()) {
            if (!each.document().isStatus()) {
                lost.add(each);
            } else if (opens.test(each.document())) {
                bare.add(withoutDescription(each.document().status()));
            }
            // One that is refused while its video is worked on is reported with the last one.
        }
        if (!bare.isEmpty()) {
            written.add(indexer.index(bare));
        }
        findings.add(written.taken());
        rejected.send(lost);
        List<VideoStatus> standing = standing(written);
        gate.written(written.taken());
        return standing;
    }

    private static IndexDocument withoutDescription(VideoStatus status) {
        return IndexDocument.of(status.withDescription(VideoDescription.NONE));
    }

    // The tombstone last, so that it is true. What a lost task writes just before it, the
    // TombstoneSweeper finds.
    private List<VideoStatus> remove(List<VideoStatus> removals)
            throws IOException, InterruptedException {
        maintenance.refresh();
        maintenance.sweep(removals);
        List<VideoStatus> gone =
                standing(indexer.index(removals.stream().map(IndexDocument::of).toList()));
        metrics.add(OpenSearchMetric.REMOVED, gone.size());
        return gone;
    }

    private List<VideoStatus> standing(Written written) {
        List<VideoStatus> statuses =
                written.taken().stream()
                        .filter(IndexDocument::isStatus)
                        .map(IndexDocument::status)
                        .toList();
        statuses.forEach(gate::stands);
        return statuses;
    }

    @Override
    public void close() throws IOException {
        patience.end();
        try (connection) {
            letters.close();
        }
    }
}
