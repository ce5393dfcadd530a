package io.zoetrope.connectors.opensearch.write;

import io.zoetrope.connectors.DeadLetterSender;
import io.zoetrope.connectors.opensearch.OpenSearchOptions;
import io.zoetrope.domain.finding.IndexChange;
import io.zoetrope.domain.status.VideoStatus;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/**
 * Makes the operator that writes {@link IndexChange}s to OpenSearch and gives back each status when
 * it is true. At least once, and effectively once, because ids are deterministic: a checkpoint
 * completes only when every change before it is in the indexes.
 *
 * <ul>
 *   <li>429, 5xx, a block and no answer are tried again without end: the stream waits.
 *   <li>A document that OpenSearch refuses becomes a dead letter, and its video PARTIAL.
 *   <li>A missing alias or a refused login fails the job.
 *   <li>A last status is given back when the video's moments are found by searches, and says since
 *       when; a status that a later one has overtaken is not given back.
 *   <li>A removal is given back as a status {@code deleted} when nothing of the video is found.
 * </ul>
 *
 * <p>The input must be keyed by {@link IndexChange#videoKey}: changes of one video keep their order
 * within a subtask only. The indexes are made by {@code OpenSearchBootstrap}.
 */
public final class WriteIndexFactory extends AbstractStreamOperatorFactory<VideoStatus>
        implements OneInputStreamOperatorFactory<IndexChange, VideoStatus> {
    private static final long serialVersionUID = 1L;

    private final OpenSearchOptions options;
    private final DeadLetterSender deadLetters;

    /**
     * @param deadLetters takes the documents that OpenSearch refuses
     */
    public WriteIndexFactory(OpenSearchOptions options, DeadLetterSender deadLetters) {
        this.options = options;
        this.deadLetters = deadLetters;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T extends StreamOperator<VideoStatus>> T createStreamOperator(
            StreamOperatorParameters<VideoStatus> parameters) {
        return (T) new WriteIndex(parameters, options, deadLetters);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader loader) {
        return WriteIndex.class;
    }
}
