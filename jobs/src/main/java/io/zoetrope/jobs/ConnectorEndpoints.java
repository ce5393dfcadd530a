package io.zoetrope.jobs;

import io.zoetrope.connectors.kafka.DeadLetterSink;
import io.zoetrope.connectors.kafka.KafkaArrivals;
import io.zoetrope.connectors.kafka.KafkaBootstrap;
import io.zoetrope.connectors.kafka.KafkaControl;
import io.zoetrope.connectors.kafka.KafkaDeadLetters;
import io.zoetrope.connectors.kafka.KafkaOptions;
import io.zoetrope.connectors.kafka.KafkaTopics;
import io.zoetrope.connectors.kafka.SegmentsDone;
import io.zoetrope.connectors.kafka.StatusSink;
import io.zoetrope.connectors.objects.ObjectFiles;
import io.zoetrope.connectors.objects.RemoveThumbnailsFactory;
import io.zoetrope.connectors.objects.StoreRoot;
import io.zoetrope.connectors.objects.ThumbnailSink;
import io.zoetrope.connectors.opensearch.BulkOptions;
import io.zoetrope.connectors.opensearch.OpenSearchOptions;
import io.zoetrope.connectors.opensearch.TombstoneOptions;
import io.zoetrope.connectors.opensearch.VectorIndexOptions;
import io.zoetrope.connectors.opensearch.setup.OpenSearchBootstrap;
import io.zoetrope.connectors.opensearch.write.WriteIndexFactory;
import io.zoetrope.connectors.parquet.ArchiveSinks;
import io.zoetrope.domain.index.VectorSpace;
import java.io.IOException;
import java.util.List;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.core.fs.Path;

/** Kafka, OpenSearch and the object store that the options name. */
final class ConnectorEndpoints {
    /** By how much the clocks of this machine and of the brokers may differ. */
    private static final long CLOCKS_APART_MS = 60_000;

    private final ReadableConfig options;

    ConnectorEndpoints(ReadableConfig options) {
        this.options = options;
    }

    /**
     * Makes topics, indexes and aliases that are missing.
     *
     * @param spaces what is found, by which models
     * @throws IOException if a server cannot be reached, nothing can be written below the store's
     *     root, or an index does not fit its model
     */
    void prepare(List<VectorSpace> spaces) throws IOException, InterruptedException {
        StoreRoot.requireWritable(storeRoot());
        // Next what can refuse a model: then nothing has been made anywhere.
        OpenSearchBootstrap.prepare(openSearch(), spaces);
        if (options.get(TopicOptions.CREATE_TOPICS)) {
            KafkaBootstrap.createTopics(
                    kafka(),
                    options.get(TopicOptions.TOPIC_PARTITIONS),
                    options.get(TopicOptions.TOPIC_REPLICATION).shortValue());
        }
    }

    PipelineEndpoints ends() {
        String root = storeRoot();
        KafkaOptions kafka = kafka();
        return new PipelineEndpoints(
                KafkaArrivals.source(kafka),
                KafkaControl.source(kafka),
                SegmentsDone.source(kafka, System.currentTimeMillis() - CLOCKS_APART_MS),
                SegmentsDone.sink(kafka),
                new WriteIndexFactory(openSearch(), KafkaDeadLetters.create(kafka)),
                StatusSink.create(kafka),
                DeadLetterSink.create(kafka),
                archive(new Path(root)),
                ThumbnailSink.create(root),
                RemoveThumbnailsFactory.create(root),
                ObjectFiles.below(root));
    }

    private static ArchiveEndpoints archive(Path root) {
        return new ArchiveEndpoints(
                ArchiveSinks.frames(root),
                ArchiveSinks.moments(root),
                ArchiveSinks.shots(root),
                ArchiveSinks.tracks(root),
                ArchiveSinks.sounds(root),
                ArchiveSinks.dialogue(root),
                ArchiveSinks.text(root),
                ArchiveSinks.removals(root));
    }

    private String storeRoot() {
        String root = options.get(SourceOptions.STORE_ROOT);
        if (root == null || root.isBlank()) {
            throw new IllegalArgumentException(
                    "store.root is not set: the uri of a folder such as s3a://bucket/zoetrope");
        }
        return root;
    }

    private KafkaOptions kafka() {
        return KafkaOptions.of(options.get(TopicOptions.KAFKA_SERVERS))
                .withGroupId(options.get(TopicOptions.KAFKA_GROUP))
                .withTopics(
                        new KafkaTopics(
                                options.get(TopicOptions.ARRIVALS_TOPIC),
                                options.get(TopicOptions.STATUS_TOPIC),
                                options.get(TopicOptions.DEAD_LETTERS_TOPIC),
                                options.get(TopicOptions.CONTROL_TOPIC),
                                options.get(TopicOptions.SEGMENTS_DONE_TOPIC)))
                .withGuarantee(options.get(TopicOptions.KAFKA_GUARANTEE))
                .withTransactionTimeoutMs(
                        options.get(TopicOptions.KAFKA_TRANSACTION_TIMEOUT).toMillis())
                .withMaxMessageBytes(options.get(TopicOptions.KAFKA_MAX_MESSAGE))
                .withProperties(options.get(TopicOptions.KAFKA_PROPERTIES));
    }

    private OpenSearchOptions openSearch() {
        VectorIndexOptions defaults = VectorIndexOptions.DEFAULT;
        return new OpenSearchOptions(
                options.get(IndexOptions.OPENSEARCH_HOSTS),
                options.get(IndexOptions.OPENSEARCH_USER),
                options.get(IndexOptions.OPENSEARCH_PASSWORD),
                options.get(IndexOptions.OPENSEARCH_CA),
                new VectorIndexOptions(
                        options.get(IndexOptions.OPENSEARCH_ENGINE),
                        defaults.m(),
                        defaults.efConstruction(),
                        options.get(IndexOptions.OPENSEARCH_SHARDS),
                        options.get(IndexOptions.OPENSEARCH_REPLICAS)),
                BulkOptions.DEFAULT,
                TombstoneOptions.DEFAULT);
    }
}
