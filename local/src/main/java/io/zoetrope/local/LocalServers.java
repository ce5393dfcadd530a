package io.zoetrope.local;

import io.zoetrope.local.commandline.LocalPorts;
import io.zoetrope.testing.kafka.KafkaBroker;
import io.zoetrope.testing.opensearch.OpenSearchNode;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.utils.Exit;

/**
 * Kafka in this process and OpenSearch in a child, over the data folder. Notices if one of them
 * ends. The run closes them. One at a time in a process.
 */
final class LocalServers implements AutoCloseable {
    private static final String SEARCH_HEAP = "512m";
    private static final long LATE_NEWS_SECONDS = 2;

    private final KafkaBroker kafka;
    private final OpenSearchNode openSearch;

    /** Which one ended, in words; only the first counts. */
    private final CompletableFuture<String> ended = new CompletableFuture<>();

    private LocalServers(KafkaBroker kafka, OpenSearchNode openSearch) {
        this.kafka = kafka;
        this.openSearch = openSearch;
        openSearch
                .onExit()
                .thenAccept(
                        code ->
                                ended.complete(
                                        "OpenSearch ended (exit code %d); its log is %s"
                                                .formatted(code, openSearch.logFile())));
        // A broker that cannot go on ends its process: that would be this one, without a word.
        Exit.setHaltProcedure(this::kafkaEnded);
        Exit.setExitProcedure(this::kafkaEnded);
    }

    private void kafkaEnded(int code, String why) {
        ended.complete("Kafka ended (exit code " + code + (why == null ? ")" : "): " + why));
    }

    /**
     * Starts both at once; returns when both answer.
     *
     * @param ports 0 for a free one
     */
    static LocalServers start(DataFolder data, LocalPorts ports) {
        CompletableFuture<OpenSearchNode> node =
                CompletableFuture.supplyAsync(
                        () ->
                                OpenSearchNode.start(
                                        data.openSearch(), ports.openSearch(), SEARCH_HEAP));
        KafkaBroker broker;
        try {
            broker = KafkaBroker.start(data.kafka(), ports.kafka());
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

    /** {@code host:port}. */
    String kafka() {
        return kafka.bootstrapServers();
    }

    URI openSearch() {
        return openSearch.uri();
    }

    boolean alive() {
        return !ended.isDone();
    }

    /**
     * @throws ServerEnded if one is gone
     */
    void checkAlive() {
        if (!alive()) {
            throw new ServerEnded(ended.join());
        }
    }

    /**
     * Why something failed that needs the servers: if one of them is gone, that. A client often
     * notices before the system tells of the end of the process, so this waits a little.
     *
     * @throws ServerEnded if one is gone
     */
    void blameFor(Exception failure) throws InterruptedException {
        try {
            ended.get(LATE_NEWS_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return;
        }
        throw new ServerEnded(ended.join(), failure);
    }

    @Override
    public void close() {
        // Clients in this process are closed by now: nobody waits for either.
        try {
            kafka.close();
        } finally {
            openSearch.close();
            Exit.resetHaltProcedure();
            Exit.resetExitProcedure();
        }
    }
}
