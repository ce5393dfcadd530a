package io.zoetrope.connectors.opensearch;

import io.zoetrope.connectors.DeadLetterSender;
import io.zoetrope.connectors.json.VideoDocument;
import io.zoetrope.domain.VideoStatus;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Brings batches into the indexes, one after the other: documents; then, where a video ended, one
 * refresh and the last statuses; then removals. For one thread; {@link #close} from any.
 */
final class ChangeApplier implements Closeable {
    private final SearchConnection connection;
    private final DeadLetterSender.Session letters;
    private final BulkIndexer indexer;
    private final IndexMaintenance maintenance;
    private final RejectedDocuments rejected;
    private final LongSupplier clockMs;

    ChangeApplier(
            SearchConnection connection,
            DeadLetterSender.Session letters,
            BulkOptions options,
            SinkMetrics metrics,
            LongSupplier clockMs) {
        this.connection = connection;
        this.letters = letters;
        this.indexer = new BulkIndexer(connection, options, metrics);
        this.maintenance = new IndexMaintenance(connection, options, metrics);
        this.rejected = new RejectedDocuments(letters);
        this.clockMs = clockMs;
    }

    /** Returns when all of it is in the indexes or a dead letter. */
    void apply(ChangeBatch batch) throws IOException, InterruptedException {
        write(batch.documents());
        if (!batch.finals().isEmpty()) {
            writeFinals(batch.finals());
        }
        if (!batch.removals().isEmpty()) {
            maintenance.remove(batch.removals());
        }
    }

    // The refresh is needed even where this batch holds no moment: an earlier one, or a writer
    // before a restart, may have written the last of them.
    private void writeFinals(List<VideoStatus> statuses) throws IOException, InterruptedException {
        if (statuses.stream().anyMatch(status -> VideoDocument.isSearchable(status.state()))) {
            maintenance.refreshMoments();
        }
        long searchableMs = clockMs.getAsLong();
        write(
                statuses.stream()
                        .map(rejected::adjust)
                        .map(status -> finalDocument(status, searchableMs))
                        .toList());
    }

    private static IndexDocument finalDocument(VideoStatus status, long searchableMs) {
        boolean searchable = VideoDocument.isSearchable(status.state());
        return ChangeBuffer.statusDocument(status, searchable ? searchableMs : 0);
    }

    private void write(List<IndexDocument> documents) throws IOException, InterruptedException {
        rejected.send(indexer.index(documents), clockMs.getAsLong());
    }

    @Override
    public void close() throws IOException {
        try (connection) {
            letters.close();
        }
    }
}
