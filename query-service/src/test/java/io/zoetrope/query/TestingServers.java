package io.zoetrope.query;

import io.zoetrope.testing.kafka.KafkaBroker;
import io.zoetrope.testing.opensearch.OpenSearchNode;
import java.util.Map;

/** One OpenSearch node and one Kafka broker for all integration tests of this module. */
public final class TestingServers {
    private static OpenSearchNode openSearch;
    private static KafkaBroker kafka;

    private TestingServers() {}

    /** Started at the first call; ends with this process. */
    public static synchronized OpenSearchNode openSearch() {
        if (openSearch == null) {
            openSearch = OpenSearchNode.start();
            Runtime.getRuntime().addShutdownHook(new Thread(openSearch::close));
        }
        return openSearch;
    }

    /** Started at the first call, with the topics of the house. */
    public static synchronized KafkaBroker kafka() {
        if (kafka == null) {
            kafka = KafkaBroker.start();
            kafka.createTopics(2, "video.arrivals", "video.control");
            kafka.createTopic("video.status", 2, Map.of("cleanup.policy", "compact"));
            Runtime.getRuntime().addShutdownHook(new Thread(kafka::close));
        }
        return kafka;
    }
}
