package io.zoetrope.query.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.query.http.Unavailable;
import io.zoetrope.query.index.IndexConnection.Reply;
import io.zoetrope.query.options.QueryServiceOptions;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/**
 * Writes to OpenSearch what people say: small documents, one at a time, and changes of a few fields
 * of many. Thread-safe.
 */
public final class IndexWriter implements AutoCloseable {
    private static final Set<Integer> TRANSIENT = Set.of(429, 502, 503, 504);

    /** An alias that is not there yet would become an index. */
    private static final String ALIAS_ONLY = "require_alias";

    private final IndexConnection connection;

    /**
     * @param connections at most
     */
    public IndexWriter(QueryServiceOptions.OpenSearch options, int connections) {
        this.connection = new IndexConnection(options, connections);
    }

    /**
     * Adds a document that can be found when this returns.
     *
     * @return false if there is one of this id
     * @throws Unavailable if OpenSearch does not answer, or the alias is not there yet
     */
    public boolean create(String alias, String id, ObjectNode document) throws IOException {
        Reply reply =
                send(
                        "PUT",
                        "/" + alias + "/_create/" + id,
                        Map.of("refresh", "true", ALIAS_ONLY, "true"),
                        document.toString());
        return reply.status() != 409 && isDone(reply);
    }

    /**
     * Changes a document by a script, or makes one of what {@code upsert} of the body says.
     *
     * @return the document as it stands then, and {@code result}: {@code noop} if the script left
     *     it as it was
     */
    public JsonNode update(String alias, String id, ObjectNode body) throws IOException {
        Reply reply =
                send(
                        "POST",
                        "/" + alias + "/_update/" + id,
                        Map.of(
                                "_source",
                                "true",
                                "refresh",
                                "true",
                                "retry_on_conflict",
                                "5",
                                ALIAS_ONLY,
                                "true"),
                        body.toString());
        isDone(reply);
        return reply.body();
    }

    /**
     * Changes many documents, each by an action and what it needs, a line each.
     *
     * @param visible whether the changes can be found when this returns
     * @return how many were not changed because they are no more
     * @throws IOException if another one was not changed
     */
    public int bulk(String lines, boolean visible) throws IOException {
        Reply reply = send("POST", "/_bulk", Map.of("refresh", Boolean.toString(visible)), lines);
        isDone(reply);
        int gone = 0;
        for (JsonNode item : reply.body().path("items")) {
            JsonNode done = item.elements().next();
            int status = done.path("status").asInt();
            if (status == 404) {
                gone++;
            } else if (TRANSIENT.contains(status) || status == 409) {
                throw new Unavailable("the index does not take all changes; try again", null);
            } else if (status >= 300) {
                throw new IndexRefused("OpenSearch refused a change: " + done.path("error"));
            }
        }
        return gone;
    }

    /** What was written before can be found after this. */
    public void refresh(String indexes) throws IOException {
        isDone(send("POST", "/" + indexes + "/_refresh", Map.of(), null));
    }

    private static boolean isDone(Reply reply) throws IOException {
        if (reply.status() == 404) {
            throw new Unavailable("the index is not made yet; the job makes it", null);
        }
        if (TRANSIENT.contains(reply.status()) || reply.status() == 409) {
            throw new Unavailable("the index does not answer; try again", null);
        }
        if (reply.status() >= 300) {
            throw new IndexRefused(
                    "OpenSearch answered " + reply.status() + ": " + reply.body().path("error"));
        }
        return true;
    }

    private Reply send(String method, String path, Map<String, String> parameters, String body)
            throws IOException {
        try {
            return connection.send(method, path, parameters, body);
        } catch (IOException e) {
            throw new Unavailable("the index does not answer; try again", e);
        }
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
