package io.zoetrope.jobs;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.util.List;
import org.apache.flink.configuration.ConfigOption;

/** OpenSearch: where it is, and how a new index is made. */
public final class IndexOptions {
    public static final ConfigOption<List<String>> OPENSEARCH_HOSTS =
            key("opensearch.hosts")
                    .stringType()
                    .asList()
                    .noDefaultValue()
                    .withDescription("Uris, separated by semicolons. Required.");

    public static final ConfigOption<String> OPENSEARCH_USER =
            key("opensearch.username")
                    .stringType()
                    .defaultValue("")
                    .withDescription("Empty for no authentication.");

    public static final ConfigOption<String> OPENSEARCH_PASSWORD =
            key("opensearch.password")
                    .stringType()
                    .defaultValue("")
                    .withDescription("Give it in an --options file, not on the command line.");

    public static final ConfigOption<String> OPENSEARCH_CA =
            key("opensearch.ca-certificate")
                    .stringType()
                    .defaultValue("")
                    .withDescription("PEM file to trust; empty for the JVM's own certificates.");

    public static final ConfigOption<String> OPENSEARCH_ENGINE =
            key("opensearch.engine")
                    .stringType()
                    .defaultValue("lucene")
                    .withDescription(
                            "k-NN engine of a new index: lucene, or faiss where the node has its"
                                    + " native libraries.");

    public static final ConfigOption<Integer> OPENSEARCH_SHARDS =
            key("opensearch.shards")
                    .intType()
                    .defaultValue(1)
                    .withDescription("Primary shards of a new index.");

    public static final ConfigOption<Integer> OPENSEARCH_REPLICAS =
            key("opensearch.replicas")
                    .intType()
                    .defaultValue(0)
                    .withDescription("Copies of each shard of a new index.");

    private IndexOptions() {}
}
