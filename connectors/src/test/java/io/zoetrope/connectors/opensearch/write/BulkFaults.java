package io.zoetrope.connectors.opensearch.write;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.connectors.opensearch.write.TestingProxy.Answer;
import io.zoetrope.connectors.opensearch.write.TestingProxy.Fault;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Faults of an overloaded cluster, as OpenSearch words them. */
final class BulkFaults {
    private static final ObjectMapper JSON = new ObjectMapper();

    private BulkFaults() {}

    /** The first bulks are answered with these statuses and not done; later ones pass. */
    static Fault answers(int... statuses) {
        AtomicInteger bulks = new AtomicInteger();
        return (request, proxy) -> {
            int index = request.path().equals("/_bulk") ? bulks.getAndIncrement() : statuses.length;
            return index < statuses.length
                    ? new Answer(statuses[index], "{\"error\":{\"type\":\"x\"}}".getBytes(UTF_8))
                    : null;
        };
    }

    /** Of the first bulks all but the first item are done; that one's status is 429. */
    static Fault firstItemTurnedAway(int times) {
        AtomicInteger bulks = new AtomicInteger();
        return (request, proxy) -> {
            if (!request.path().equals("/_bulk") || bulks.getAndIncrement() >= times) {
                return null;
            }
            List<String> rest = lines(request.body()).subList(2, lines(request.body()).size());
            ObjectNode answer = JSON.createObjectNode();
            if (!rest.isEmpty()) {
                byte[] body = (String.join("\n", rest) + "\n").getBytes(UTF_8);
                answer = (ObjectNode) JSON.readTree(proxy.pass(request, body).body());
            }
            return new Answer(200, withTurnedAway(answer));
        };
    }

    /** Bulks arrive with another text in place of one. */
    static Fault saying(String text, String other) {
        return (request, proxy) -> {
            String body = new String(request.body(), UTF_8);
            return request.path().equals("/_bulk") && body.contains(text)
                    ? proxy.pass(request, body.replace(text, other).getBytes(UTF_8))
                    : null;
        };
    }

    private static byte[] withTurnedAway(ObjectNode answer) throws IOException {
        ArrayNode items = JSON.createArrayNode();
        ObjectNode first = items.addObject().putObject("index").put("status", 429);
        first.putObject("error")
                .put("type", "rejected_execution_exception")
                .put("reason", "write queue is full");
        answer.path("items").forEach(items::add);
        answer.set("items", items);
        return JSON.writeValueAsBytes(answer.put("errors", true));
    }

    static List<String> lines(byte[] body) {
        return new String(body, UTF_8).lines().toList();
    }
}
