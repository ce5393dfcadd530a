package io.zoetrope.connectors.opensearch.write;

import io.zoetrope.connectors.opensearch.JointRefreshes;
import io.zoetrope.connectors.opensearch.write.ChangeBatch.FinalStatus;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.FoundCounts;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.Problem;
import io.zoetrope.domain.Reason;
import io.zoetrope.domain.Stage;
import io.zoetrope.domain.VideoDescription;
import io.zoetrope.domain.index.VideoFields;
import io.zoetrope.domain.status.VideoStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Writes last statuses so that they are true: the findings that they count are found by searches,
 * those of earlier attempts are not, and a video of which some are missing is not called ready. For
 * one thread.
 */
final class FinalStatuses {
    private final BulkIndexer indexer;
    private final IndexMaintenance maintenance;
    private final GenerationGate gate;
    private final WrittenFindings findings;
    private final RejectedDocuments rejected;
    private final LongSupplier clockMs;

    FinalStatuses(
            BulkIndexer indexer,
            IndexMaintenance maintenance,
            GenerationGate gate,
            WrittenFindings findings,
            RejectedDocuments rejected,
            LongSupplier clockMs) {
        this.indexer = indexer;
        this.maintenance = maintenance;
        this.gate = gate;
        this.findings = findings;
        this.rejected = rejected;
        this.clockMs = clockMs;
    }

    /**
     * Returns when they are in the index, or it is known that they do not belong there.
     *
     * @param turn in which what they count was written
     * @return those that stand there, as they stand there
     */
    List<VideoStatus> write(List<FinalStatus> finals, JointRefreshes.Turn turn)
            throws IOException, InterruptedException {
        List<FinalStatus> current =
                finals.stream().filter(each -> !gate.isBehind(each.status())).toList();
        List<VideoStatus> toSweep = new ArrayList<>();
        for (FinalStatus each : current) {
            if (each.sweep() && !gate.isFirstLife(each.status())) {
                toSweep.add(each.status());
            }
        }
        // Needed even if this batch holds no finding: an earlier one, or a writer before a restart,
        // may have written the last of them.
        Set<FindingKind> kinds =
                toSweep.isEmpty() ? kinds(current) : EnumSet.allOf(FindingKind.class);
        if (kinds.isEmpty()) {
            // Others wait for nothing of this batch.
            turn.close();
        } else {
            turn.refresh(kinds, maintenance::refresh);
        }
        long searchableMs = clockMs.getAsLong();
        if (!toSweep.isEmpty()) {
            maintenance.sweep(toSweep);
        }
        List<VideoStatus> statuses = new ArrayList<>();
        for (FinalStatus each : current) {
            VideoStatus status = each.status();
            statuses.add(
                    isSearchable(status)
                            ? asFound(status, gate.searchableMs(status, searchableMs))
                            : status);
        }
        return index(statuses);
    }

    /** Of what the last statuses count. */
    private static Set<FindingKind> kinds(List<FinalStatus> finals) {
        Set<FindingKind> kinds = EnumSet.noneOf(FindingKind.class);
        for (FindingKind kind : FindingKind.values()) {
            if (finals.stream().anyMatch(each -> each.status().found().of(kind) > 0)) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    /** READY becomes PARTIAL if findings of the video are not there. */
    private VideoStatus asFound(VideoStatus status, long searchableMs)
            throws IOException, InterruptedException {
        FoundCounts found = status.found();
        List<String> missing = new ArrayList<>();
        for (FindingKind kind : findings.end(status)) {
            int told = status.found().of(kind);
            int there = maintenance.count(kind, status);
            if (there < told) {
                found = found.with(kind, there);
                missing.add(there + " of " + told + " " + VideoFields.count(kind));
            }
        }
        VideoStatus searchable = status.searchableFrom(searchableMs);
        if (missing.isEmpty()) {
            return searchable;
        }
        String detail =
                String.join(", ", missing)
                        + " are in the index; dead letters say what OpenSearch refused";
        return searchable
                .withFound(found)
                .withOutcome(IndexingState.PARTIAL, orElse(status.error(), detail));
    }

    private List<VideoStatus> index(List<VideoStatus> statuses)
            throws IOException, InterruptedException {
        Written written = indexer.index(statuses.stream().map(IndexDocument::of).toList());
        rejected.send(written.rejected());
        List<VideoStatus> standing = new ArrayList<>(statusesOf(written));
        if (!written.rejected().isEmpty()) {
            List<IndexDocument> bare =
                    written.rejected().stream()
                            .map(each -> withoutDescription(each.document().status()))
                            .map(IndexDocument::of)
                            .toList();
            standing.addAll(statusesOf(indexer.index(bare)));
        }
        standing.forEach(gate::stands);
        return standing;
    }

    private static List<VideoStatus> statusesOf(Written written) {
        return written.taken().stream().map(IndexDocument::status).toList();
    }

    // What its owner wrote is what OpenSearch may refuse; the video is there nevertheless.
    private static VideoStatus withoutDescription(VideoStatus status) {
        IndexingState state =
                status.state() == IndexingState.READY ? IndexingState.PARTIAL : status.state();
        String detail =
                "OpenSearch refused the title or metadata of this video; see the dead letter";
        return status.withDescription(VideoDescription.NONE)
                .withOutcome(state, orElse(status.error(), detail));
    }

    private static Problem orElse(Problem known, String detail) {
        return known != null ? known : Problem.of(Stage.INDEX, Reason.DOCUMENT_REJECTED, detail);
    }

    private static boolean isSearchable(VideoStatus status) {
        return status.state().isSearchable();
    }
}
