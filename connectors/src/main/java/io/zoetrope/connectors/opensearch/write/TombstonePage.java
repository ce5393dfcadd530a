package io.zoetrope.connectors.opensearch.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.index.VideoFields;
import io.zoetrope.domain.status.VideoStatus;
import java.util.ArrayList;
import java.util.List;

/**
 * Some tombstones, in order of their removals.
 *
 * @param after where the next page begins, as OpenSearch wrote it; null for the first page
 */
record TombstonePage(List<VideoStatus> removed, JsonNode after) {
    static final TombstonePage START = new TombstonePage(List.of(), null);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SIZE = 500;

    /** The search for the page behind this one, of removals before a time. */
    String next(long beforeMs) {
        ObjectNode root = JSON.createObjectNode().put("size", SIZE);
        filter(root, beforeMs);
        root.putArray("sort")
                .add(VideoFields.UPDATED_AT)
                .add(VideoFields.VIDEO_ID)
                .add(VideoFields.TENANT);
        root.putArray("_source")
                .add(VideoFields.VIDEO_ID)
                .add(VideoFields.TENANT)
                .add(VideoFields.GENERATION);
        if (after != null) {
            root.set("search_after", after);
        }
        return root.toString();
    }

    /** The query for all removals before a time. */
    static String all(long beforeMs) {
        ObjectNode root = JSON.createObjectNode();
        filter(root, beforeMs);
        return root.toString();
    }

    private static void filter(ObjectNode root, long beforeMs) {
        ArrayNode all = root.putObject("query").putObject("bool").putArray("filter");
        String deleted = IndexingState.DELETED.wireName();
        all.addObject().putObject("term").put("status", deleted);
        all.addObject()
                .putObject("range")
                .putObject(VideoFields.UPDATED_AT)
                .put("lt", beforeMs)
                .put("format", "epoch_millis");
    }

    static TombstonePage of(JsonNode answer, TombstonePage before) {
        List<VideoStatus> removed = new ArrayList<>();
        JsonNode last = before.after;
        for (JsonNode hit : answer.path("hits").path("hits")) {
            JsonNode source = hit.path("_source");
            String id = source.path(VideoFields.VIDEO_ID).asText();
            VideoRef video = new VideoRef(id, source.path(VideoFields.TENANT).asText(), "", "", "");
            removed.add(
                    VideoStatus.deleted(video, source.path(VideoFields.GENERATION).asLong(), 0));
            last = hit.path("sort");
        }
        return new TombstonePage(removed, last);
    }
}
