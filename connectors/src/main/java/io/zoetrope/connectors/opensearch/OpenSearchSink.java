package io.zoetrope.connectors.opensearch;

import io.zoetrope.connectors.DeadLetterSender;
import io.zoetrope.domain.IndexChange;
import java.io.IOException;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Writes moments and statuses to OpenSearch. At least once, and effectively once, because ids are
 * deterministic: a checkpoint completes only when every change before it is in the indexes.
 *
 * <ul>
 *   <li>429, 5xx and no answer are tried again; after {@link BulkOptions#retryForMs} the job fails.
 *   <li>A document that OpenSearch refuses becomes a dead letter, and its video PARTIAL.
 *   <li>A missing alias, a refused login or a blocked index fails the job.
 *   <li>A last status is written when the video's moments are found by searches, and says since
 *       when.
 * </ul>
 *
 * <p>The input must be keyed by {@link IndexChange#videoKey}: changes of one video keep their order
 * within a subtask only. The indexes are made by {@link OpenSearchBootstrap}.
 */
public final class OpenSearchSink implements Sink<IndexChange> {
    private static final long serialVersionUID = 1L;

    private final OpenSearchOptions options;
    private final DeadLetterSender deadLetters;

    private OpenSearchSink(OpenSearchOptions options, DeadLetterSender deadLetters) {
        this.options = options;
        this.deadLetters = deadLetters;
    }

    /**
     * @param deadLetters takes the documents that OpenSearch refuses
     */
    public static OpenSearchSink create(OpenSearchOptions options, DeadLetterSender deadLetters) {
        return new OpenSearchSink(options, deadLetters);
    }

    @Override
    public SinkWriter<IndexChange> createWriter(WriterInitContext context) throws IOException {
        ChangeApplier applier =
                new ChangeApplier(
                        SearchConnection.open(options),
                        deadLetters.open(),
                        options.bulk(),
                        new SinkMetrics(context.metricGroup()),
                        System::currentTimeMillis);
        return new OpenSearchWriter(
                applier, options.bulk(), context.getProcessingTimeService(), context.metricGroup());
    }
}
