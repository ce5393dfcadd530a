package io.zoetrope.connectors.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.connectors.opensearch.SearchConnection.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes documents and judges each one's answer. For one thread. */
final class BulkIndexer {
    private static final int PAYLOAD_TOO_LARGE = 413;

    // An alias that is missing is an error, not an index made on the fly with guessed types.
    private static final Map<String, String> QUERY =
            Map.of(
                    "require_alias",
                    "true",
                    "filter_path",
                    "errors,error,items.*.status,items.*.error.type,items.*.error.reason,"
                            + "items.*.error.caused_by.reason");

    private final SearchConnection connection;
    private final BulkOptions options;
    private final SinkMetrics metrics;

    BulkIndexer(SearchConnection connection, BulkOptions options, SinkMetrics metrics) {
        this.connection = connection;
        this.options = options;
        this.metrics = metrics;
    }

    /**
     * Returns when every document is acknowledged or refused.
     *
     * @param documents at most one of each id: their order is not kept across retries
     * @return those that no retry brings in
     * @throws IndexMismatchException where OpenSearch refuses the job itself
     * @throws IOException where it took too long
     */
    List<Rejection> index(List<IndexDocument> documents) throws IOException, InterruptedException {
        List<Rejection> rejected = new ArrayList<>();
        List<IndexDocument> pending = documents;
        Backoff backoff = new Backoff(options.retryForMs());
        while (!pending.isEmpty()) {
            Attempt attempt = attempt(pending);
            rejected.addAll(attempt.rejected);
            if (!attempt.again.isEmpty() && !backoff.pause()) {
                throw new IOException(
                        "OpenSearch did not take %d documents within %d ms: %s"
                                .formatted(
                                        attempt.again.size(), options.retryForMs(), attempt.why));
            }
            metrics.add(OpenSearchMetric.RETRIED, attempt.again.size());
            pending = attempt.again;
        }
        metrics.add(OpenSearchMetric.INDEXED, documents.size() - rejected.size());
        metrics.add(OpenSearchMetric.REJECTED, rejected.size());
        return rejected;
    }

    private Attempt attempt(List<IndexDocument> documents)
            throws IOException, InterruptedException {
        byte[] lines = BulkLines.encode(documents);
        metrics.add(OpenSearchMetric.BULKS, 1);
        metrics.add(OpenSearchMetric.BULK_BYTES, lines.length);
        Reply reply;
        try {
            reply = connection.bulk(QUERY, lines);
        } catch (IOException unreachable) {
            return Attempt.again(documents, unreachable.getMessage());
        }
        String type = reply.body().path("error").path("type").asText("");
        return switch (Verdict.of(reply.status(), type)) {
            case ACCEPTED -> judgeItems(documents, reply.body());
            case RETRY -> Attempt.again(documents, reply.reason());
            case REJECT -> split(documents, reply);
            case FAIL -> throw new IndexMismatchException("OpenSearch refused: " + reply.reason());
        };
    }

    // The request as a whole was refused: too large, or a line of it is not understood. Halves
    // lead to the documents that are to blame.
    private Attempt split(List<IndexDocument> documents, Reply reply)
            throws IOException, InterruptedException {
        if (documents.size() == 1) {
            String detail =
                    reply.status() == PAYLOAD_TOO_LARGE
                            ? "document of "
                                    + documents.get(0).json().length
                                    + " bytes is too large"
                            : reply.reason();
            return Attempt.rejected(new Rejection(documents.get(0), detail));
        }
        int half = documents.size() / 2;
        Attempt left = attempt(documents.subList(0, half));
        return left.and(attempt(documents.subList(half, documents.size())));
    }

    private Attempt judgeItems(List<IndexDocument> documents, JsonNode body) throws IOException {
        Attempt result = new Attempt();
        if (!body.path("errors").asBoolean(true)) {
            return result;
        }
        JsonNode items = body.path("items");
        if (items.size() != documents.size()) {
            return Attempt.again(documents, "an answer without one item per document");
        }
        for (int i = 0; i < items.size(); i++) {
            judge(documents.get(i), items.get(i).path("index"), result);
        }
        return result;
    }

    private static void judge(IndexDocument document, JsonNode item, Attempt result)
            throws IOException {
        String type = item.path("error").path("type").asText("");
        String detail = detail(item);
        switch (Verdict.of(item.path("status").asInt(500), type)) {
            case ACCEPTED -> {}
            case RETRY -> result.addAgain(document, detail);
            case REJECT -> result.rejected.add(new Rejection(document, detail));
            case FAIL ->
                    throw new IndexMismatchException(
                            "OpenSearch refused to write to alias %s: %s. Run the bootstrap and check the login's rights."
                                    .formatted(document.alias(), detail));
        }
    }

    private static String detail(JsonNode item) {
        JsonNode error = item.path("error");
        String text =
                "%d %s: %s %s"
                        .formatted(
                                item.path("status").asInt(),
                                error.path("type").asText(""),
                                error.path("reason").asText(""),
                                error.path("caused_by").path("reason").asText(""));
        return text.strip().substring(0, Math.min(1000, text.strip().length()));
    }

    /** What one request left to do. */
    private static final class Attempt {
        private final List<IndexDocument> again = new ArrayList<>();
        private final List<Rejection> rejected = new ArrayList<>();
        private String why = "";

        static Attempt again(List<IndexDocument> documents, String why) {
            Attempt attempt = new Attempt();
            attempt.again.addAll(documents);
            attempt.why = why;
            return attempt;
        }

        static Attempt rejected(Rejection rejection) {
            Attempt attempt = new Attempt();
            attempt.rejected.add(rejection);
            return attempt;
        }

        void addAgain(IndexDocument document, String reason) {
            again.add(document);
            why = reason;
        }

        Attempt and(Attempt other) {
            again.addAll(other.again);
            rejected.addAll(other.rejected);
            why = other.again.isEmpty() ? why : other.why;
            return this;
        }
    }
}
