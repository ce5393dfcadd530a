package io.zoetrope.connectors.opensearch.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.connectors.Backoff;
import io.zoetrope.connectors.Patience;
import io.zoetrope.connectors.opensearch.IndexMismatchException;
import io.zoetrope.connectors.opensearch.OpenSearchMetric;
import io.zoetrope.connectors.opensearch.SearchConnection;
import io.zoetrope.connectors.opensearch.SearchConnection.Reply;
import io.zoetrope.connectors.opensearch.SinkMetrics;
import io.zoetrope.connectors.opensearch.Verdict;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.index.IndexNames;
import io.zoetrope.domain.status.VideoStatus;
import java.io.IOException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What is done beside writing documents, tried again until it is complete, however long OpenSearch
 * is away. For one thread.
 */
final class IndexMaintenance {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VIDEOS = "/" + IndexNames.VIDEOS;

    private final SearchConnection connection;
    private final Patience patience;
    private final SinkMetrics metrics;

    IndexMaintenance(SearchConnection connection, Patience patience, SinkMetrics metrics) {
        this.connection = connection;
        this.patience = patience;
        this.metrics = metrics;
    }

    /** Makes every finding that is acknowledged findable. */
    void refresh() throws IOException, InterruptedException {
        refresh(EnumSet.allOf(FindingKind.class));
    }

    /**
     * Makes every finding of these kinds that is acknowledged findable.
     *
     * @param kinds nothing is done if there is none
     */
    void refresh(Set<FindingKind> kinds) throws IOException, InterruptedException {
        if (kinds.isEmpty()) {
            return;
        }
        String aliases = kinds.stream().map(FindingKind::alias).collect(Collectors.joining(","));
        until("/" + aliases + "/_refresh", Map.of(), null, IndexMaintenance::isWhole);
        metrics.add(OpenSearchMetric.REFRESHES, 1);
    }

    /**
     * Deletes the findings that earlier lives and attempts left: those of a lower generation than
     * the status has, and of the same one those with an ordinal that is not below the count of
     * their kind. Of a removal all of a lower generation. Only what is refreshed is seen.
     */
    void sweep(List<VideoStatus> statuses) throws IOException, InterruptedException {
        for (int from = 0; from < statuses.size(); from += FindingQueries.MOST_STATUSES) {
            int to = Math.min(statuses.size(), from + FindingQueries.MOST_STATUSES);
            for (FindingKind kind : FindingKind.values()) {
                delete(kind, FindingQueries.leftBehind(kind, statuses.subList(from, to)));
            }
        }
    }

    private void delete(FindingKind kind, String query) throws IOException, InterruptedException {
        JsonNode answer =
                until(
                        "/" + kind.alias() + "/_delete_by_query",
                        Map.of("conflicts", "proceed", "refresh", "true"),
                        query,
                        IndexMaintenance::deletedAll);
        metrics.add(OpenSearchMetric.SWEPT, answer.path("deleted").asLong());
    }

    /** How many of a kind that a last status tells of are found. */
    int count(FindingKind kind, VideoStatus status) throws IOException, InterruptedException {
        return until(
                        "/" + kind.alias() + "/_count",
                        Map.of(),
                        FindingQueries.told(kind, status),
                        IndexMaintenance::isWhole)
                .path("count")
                .asInt();
    }

    /**
     * @param videoKeys see {@link io.zoetrope.domain.VideoIds#key}
     * @return what stands of each video
     */
    Map<String, StandingVideo> standing(Collection<String> videoKeys)
            throws IOException, InterruptedException {
        ObjectNode body = JSON.createObjectNode();
        videoKeys.forEach(body.putArray("ids")::add);
        JsonNode answer =
                until(
                        VIDEOS + "/_mget",
                        Map.of("_source_includes", StandingVideo.FIELDS),
                        body.toString(),
                        IndexMaintenance::gotAll);
        Map<String, StandingVideo> standing = new HashMap<>();
        for (JsonNode document : answer.path("docs")) {
            String key = document.path("_id").asText();
            standing.put(key, StandingVideo.of(document.path("_source")));
        }
        return standing;
    }

    /** The removals behind a page, and before a time. */
    TombstonePage tombstones(TombstonePage after, long beforeMs)
            throws IOException, InterruptedException {
        JsonNode answer =
                until(
                        VIDEOS + "/_search",
                        Map.of(),
                        after.next(beforeMs),
                        IndexMaintenance::isWhole);
        return TombstonePage.of(answer, after);
    }

    /** Deletes the tombstones of removals before a time. */
    void forgetTombstones(long beforeMs) throws IOException, InterruptedException {
        until(
                VIDEOS + "/_delete_by_query",
                Map.of("conflicts", "proceed"),
                TombstonePage.all(beforeMs),
                IndexMaintenance::deletedAll);
    }

    private static boolean isWhole(JsonNode answer) {
        return answer.path("_shards").path("failed").asInt(1) == 0;
    }

    private static boolean gotAll(JsonNode answer) {
        for (JsonNode document : answer.path("docs")) {
            if (document.has("error")) {
                return false;
            }
        }
        return answer.has("docs");
    }

    // A conflict is a document that changed between search and delete: it is found by the next try.
    private static boolean deletedAll(JsonNode answer) {
        return answer.path("version_conflicts").asInt(1) == 0
                && answer.path("failures").isEmpty()
                && !answer.path("timed_out").asBoolean(false);
    }

    private JsonNode until(
            String path, Map<String, String> query, String body, Predicate<JsonNode> complete)
            throws IOException, InterruptedException {
        Backoff backoff = patience.begin();
        for (; ; ) {
            String why;
            try {
                Reply reply = connection.call("POST", path, query, body);
                why = judge(path, reply);
                if (why.isEmpty() && complete.test(reply.body())) {
                    patience.answered();
                    return reply.body();
                }
            } catch (IndexMismatchException e) {
                throw e;
            } catch (IOException unreachable) {
                why = unreachable.getMessage();
            }
            backoff.pause(why.isEmpty() ? path + " was not complete" : why);
        }
    }

    private static String judge(String path, Reply reply) throws IndexMismatchException {
        String type = reply.body().path("error").path("type").asText("");
        return switch (Verdict.of(reply.status(), type)) {
            case ACCEPTED -> "";
            case RETRY -> reply.reason();
            case REJECT, FAIL ->
                    throw new IndexMismatchException(
                            "OpenSearch refused " + path + ": " + reply.reason());
        };
    }
}
