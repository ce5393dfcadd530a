package io.zoetrope.connectors;

import io.zoetrope.testing.opensearch.OpenSearchNode;

/** One OpenSearch node for all tests of this process: a start takes longer than most of them. */
public final class SharedNode {
    private static OpenSearchNode node;

    private SharedNode() {}

    public static synchronized String uri() {
        if (node == null) {
            node = OpenSearchNode.start();
            Runtime.getRuntime().addShutdownHook(new Thread(node::close));
        }
        return node.uri().toString();
    }
}
