package io.zoetrope.connectors.opensearch.write;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.connectors.Backoff;
import io.zoetrope.connectors.Patience;
import io.zoetrope.connectors.opensearch.IndexMismatchException;
import io.zoetrope.connectors.opensearch.OpenSearchMetric;
import io.zoetrope.connectors.opensearch.SearchConnection;
import io.zoetrope.connectors.opensearch.SearchConnection.Reply;
import io.zoetrope.connectors.opensearch.SinkMetrics;
import io.zoetrope.connectors.opensearch.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes documents and judges each one's answer. For one thread. */
final class BulkIndexer {
    private static final int PAYLOAD_TOO_LARGE = 413;
    private static final String CONFLICT = "version_conflict_engine_exception";

    // An alias that is missing is an error, not an index made on the fly with guessed types.
    private static final Map<String, String> QUERY =
            Map.of(
                    "require_alias",
                    "true",
                    "filter_path",
                    "errors,error,items.*.status,items.*.result,items.*.error.type,"
                            + "items.*.error.reason,items.*.error.caused_by.reason");

    private final SearchConnection connection;
    private final Patience patience;
    private final SinkMetrics metrics;

    BulkIndexer(SearchConnection connection, Patience patience, SinkMetrics metrics) {
        this.connection = connection;
        this.patience = patience;
        this.metrics = metrics;
    }

    /**
     * Returns when every document is acknowledged, passed over or refused, however long OpenSearch
     * is away.
     *
     * @param documents at most one of each id: their order is not kept across retries
     * @throws IndexMismatchException if OpenSearch refuses the job itself
     */
    Written index(List<IndexDocument> documents) throws IOException, InterruptedException {
        Written all = new Written();
        List<IndexDocument> pending = documents;
        Backoff backoff = patience.begin();
        while (!pending.isEmpty()) {
            Attempt attempt = attempt(pending);
            all.add(attempt.written);
            if (!attempt.again.isEmpty()) {
                metrics.add(OpenSearchMetric.RETRIED, attempt.again.size());
                backoff.pause(attempt.why);
            }
            pending = attempt.again;
        }
        patience.answered();
        metrics.add(OpenSearchMetric.INDEXED, all.taken().size());
        metrics.add(OpenSearchMetric.SUPERSEDED, all.superseded().size());
        metrics.add(OpenSearchMetric.REJECTED, all.rejected().size());
        return all;
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
                                    + documents.get(0).body().length
                                    + " bytes is too large"
                            : reply.reason();
            Attempt attempt = new Attempt();
            attempt.written.rejected().add(new Rejection(documents.get(0), detail));
            return attempt;
        }
        int half = documents.size() / 2;
        Attempt left = attempt(documents.subList(0, half));
        return left.and(attempt(documents.subList(half, documents.size())));
    }

    private static Attempt judgeItems(List<IndexDocument> documents, JsonNode body)
            throws IOException {
        JsonNode items = body.path("items");
        if (items.size() != documents.size()) {
            return Attempt.again(documents, "an answer without one item per document");
        }
        Attempt result = new Attempt();
        for (int i = 0; i < items.size(); i++) {
            judge(documents.get(i), items.get(i).elements().next(), result);
        }
        return result;
    }

    private static void judge(IndexDocument document, JsonNode item, Attempt result)
            throws IOException {
        String type = item.path("error").path("type").asText("");
        if (isSuperseded(document, item, type)) {
            result.written.superseded().add(document);
            return;
        }
        switch (Verdict.of(item.path("status").asInt(500), type)) {
            case ACCEPTED -> result.written.taken().add(document);
            case RETRY -> result.addAgain(document, detail(item));
            case REJECT -> result.written.rejected().add(new Rejection(document, detail(item)));
            case FAIL ->
                    throw new IndexMismatchException(
                            "OpenSearch refused to write to alias %s: %s. Run the bootstrap and check the login's rights."
                                    .formatted(document.alias(), detail(item)));
        }
    }

    // A script does nothing then; others meet a version that is higher than their own.
    private static boolean isSuperseded(IndexDocument document, JsonNode item, String errorType) {
        return document.isUpsert()
                ? item.path("result").asText("").equals("noop")
                : errorType.equals(CONFLICT);
    }

    private static String detail(JsonNode item) {
        JsonNode error = item.path("error");
        String text =
                String.format(
                        Locale.ROOT,
                        "%d %s: %s %s",
                        item.path("status").asInt(),
                        error.path("type").asText(""),
                        error.path("reason").asText(""),
                        error.path("caused_by").path("reason").asText(""));
        return text.strip().substring(0, Math.min(1000, text.strip().length()));
    }

    /** What one request left to do. */
    private static final class Attempt {
        private final Written written = new Written();
        private final List<IndexDocument> again = new ArrayList<>();
        private String why = "";

        static Attempt again(List<IndexDocument> documents, String why) {
            Attempt attempt = new Attempt();
            attempt.again.addAll(documents);
            attempt.why = why;
            return attempt;
        }

        void addAgain(IndexDocument document, String reason) {
            again.add(document);
            why = reason;
        }

        Attempt and(Attempt other) {
            written.add(other.written);
            again.addAll(other.again);
            why = other.again.isEmpty() ? why : other.why;
            return this;
        }
    }
}
