package io.zoetrope.testing.kafka;

import io.zoetrope.testing.process.FreePort;
import io.zoetrope.testing.process.TempFolders;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A real Kafka broker (KRaft: broker and controller in one) inside this process, on 127.0.0.1.
 *
 * <p>Up in one to four seconds. Thread-safe. Whoever starts it closes it; a temporary folder goes
 * away with it, a given one stays and serves the next start.
 */
public final class KafkaBroker implements AutoCloseable {
    private final KafkaRaftServer server;
    private final String bootstrapServers;
    private final Path folder;
    private final boolean temporary;

    private KafkaBroker(Path folder, int port, boolean temporary) {
        this.folder = folder;
        this.temporary = temporary;
        this.bootstrapServers = "127.0.0.1:" + port;
        Properties settings = BrokerSettings.of(folder, port, FreePort.find());
        formatOnce(folder);
        server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
        server.startup();
    }

    /** Starts a broker on a free port with a folder of its own that goes away with it. */
    public static KafkaBroker start() {
        return new KafkaBroker(TempFolders.create("zoetrope-kafka"), FreePort.find(), true);
    }

    /**
     * Starts a broker over a folder that is kept: topics, records and committed offsets of an
     * earlier start are there again.
     *
     * @param port to listen on; 0 for a free one
     */
    public static KafkaBroker start(Path dataDir, int port) {
        try {
            Files.createDirectories(dataDir);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make Kafka's folder " + dataDir, e);
        }
        return new KafkaBroker(dataDir, port == 0 ? FreePort.find() : port, false);
    }

    /** {@code host:port}, as clients take it. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /**
     * Creates topics and returns when every partition answers; topics that exist are left alone.
     *
     * @param partitions of each topic
     */
    public void createTopics(int partitions, String... names) {
        for (String name : names) {
            createTopic(name, partitions, Map.of());
        }
    }

    /** Creates one topic with its own settings, such as {@code cleanup.policy=compact}. */
    public void createTopic(String name, int partitions, Map<String, String> settings) {
        Topics.create(bootstrapServers, name, partitions, settings);
    }

    /** Stops the broker; returns when its files are closed. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
        if (temporary) {
            TempFolders.delete(folder);
        }
    }

    private static void formatOnce(Path folder) {
        if (Files.exists(folder.resolve("meta.properties"))) {
            return;
        }
        PrintStream silent =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        try {
            new Formatter()
                    .setPrintStream(silent)
                    .setNodeId(1)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName("CONTROLLER")
                    .addDirectory(folder.toString())
                    .setMetadataLogDirectory(folder.toString())
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("cannot format Kafka's folder " + folder, e);
        }
    }
}
