package io.zoetrope.local;

import io.zoetrope.testing.kafka.KafkaBroker;
import io.zoetrope.testing.opensearch.OpenSearchNode;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Kafka in this process and OpenSearch in a child, over the data folder. The run closes them. */
final class LocalServers implements AutoCloseable {
    private static final String SEARCH_HEAP = "512m";

    private final KafkaBroker kafka;
    private final OpenSearchNode openSearch;

    private LocalServers(KafkaBroker kafka, OpenSearchNode openSearch) {
        this.kafka = kafka;
        this.openSearch = openSearch;
    }

    /** Starts both at once; returns when both answer. */
    static LocalServers start(DataFolder data) {
        CompletableFuture<OpenSearchNode> node =
                CompletableFuture.supplyAsync(
                        () -> OpenSearchNode.start(data.openSearch(), 0, SEARCH_HEAP));
        KafkaBroker broker;
        try {
            broker = KafkaBroker.start(data.kafka(), 0);
        } catch (RuntimeException e) {
            node.thenAccept(OpenSearchNode::close).join();
            throw e;
        }
        try {
            return new LocalServers(broker, node.join());
        } catch (CompletionException e) {
            broker.close();
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        }
    }

    String kafka() {
        return kafka.bootstrapServers();
    }

    URI openSearch() {
        return openSearch.uri();
    }

    @Override
    public void close() {
        // Clients in this process are closed by now: nobody waits for either.
        try {
            kafka.close();
        } finally {
            openSearch.close();
        }
    }
}
