package io.zoetrope.connectors.opensearch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.connectors.opensearch.SearchConnection.Reply;
import io.zoetrope.domain.VideoRef;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Refresh and removal, tried again until they are complete. For one thread. */
final class IndexMaintenance {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BOTH = "/" + IndexNames.MOMENTS + "," + IndexNames.VIDEOS;

    private final SearchConnection connection;
    private final BulkOptions options;
    private final SinkMetrics metrics;

    IndexMaintenance(SearchConnection connection, BulkOptions options, SinkMetrics metrics) {
        this.connection = connection;
        this.options = options;
        this.metrics = metrics;
    }

    /** Makes every moment that is acknowledged findable. */
    void refreshMoments() throws IOException, InterruptedException {
        refresh("/" + IndexNames.MOMENTS);
    }

    /**
     * Deletes the moments and then the status of videos, so that no search finds a moment of a
     * video that is listed no more. What was written just now is deleted too: the indexes are
     * refreshed first, because a delete by query sees only what a search sees.
     */
    void remove(List<VideoRef> videos) throws IOException, InterruptedException {
        refresh(BOTH);
        delete("/" + IndexNames.MOMENTS, videos);
        delete("/" + IndexNames.VIDEOS, videos);
        metrics.add(OpenSearchMetric.REMOVED, videos.size());
    }

    private void delete(String index, List<VideoRef> videos)
            throws IOException, InterruptedException {
        until(
                index + "/_delete_by_query",
                Map.of("conflicts", "proceed", "refresh", "true"),
                removalQuery(videos),
                IndexMaintenance::deletedAll);
    }

    private void refresh(String indexes) throws IOException, InterruptedException {
        until(
                indexes + "/_refresh",
                Map.of(),
                null,
                reply -> reply.body().path("_shards").path("failed").asInt(1) == 0);
        metrics.add(OpenSearchMetric.REFRESHES, 1);
    }

    // A conflict is a document that changed between search and delete: it is found by the next try.
    private static boolean deletedAll(Reply reply) {
        return reply.body().path("version_conflicts").asInt(1) == 0
                && reply.body().path("failures").isEmpty()
                && !reply.body().path("timed_out").asBoolean(false);
    }

    // The tenant is part of the query: an id that another tenant chose reaches nothing of this one.
    private static String removalQuery(List<VideoRef> videos) {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode any = root.putObject("query").putObject("bool").putArray("should");
        for (VideoRef video : videos) {
            ArrayNode all = any.addObject().putObject("bool").putArray("filter");
            all.addObject().putObject("term").put("tenant", video.tenant());
            all.addObject().putObject("term").put("video_id", video.videoId());
        }
        return root.toString();
    }

    private void until(
            String path, Map<String, String> query, String body, Predicate<Reply> complete)
            throws IOException, InterruptedException {
        Backoff backoff = new Backoff(options.retryForMs());
        for (; ; ) {
            String why;
            try {
                Reply reply = connection.call("POST", path, query, body);
                why = judge(path, reply);
                if (why.isEmpty() && complete.test(reply)) {
                    return;
                }
            } catch (IndexMismatchException e) {
                throw e;
            } catch (IOException unreachable) {
                why = unreachable.getMessage();
            }
            if (!backoff.pause()) {
                throw new IOException("OpenSearch did not complete " + path + ": " + why);
            }
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
