package io.zoetrope.connectors.opensearch.write;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.VideoRef;
import io.zoetrope.domain.index.MomentFields;
import io.zoetrope.domain.index.ShotFields;
import io.zoetrope.domain.status.VideoStatus;
import java.util.List;

/**
 * Bodies of queries over what was found. The tenant is part of each: an id that another tenant
 * chose reaches nothing of this one.
 */
final class FindingQueries {
    /** OpenSearch takes 1,024 clauses in a query and answers 500 to more; a status makes eight. */
    static final int MOST_STATUSES = 100;

    private static final ObjectMapper JSON = new ObjectMapper();

    private FindingQueries() {}

    /**
     * What is not of the life that each status tells of, nor of a later one.
     *
     * @param statuses at most {@value #MOST_STATUSES}
     */
    static String leftBehind(FindingKind kind, List<VideoStatus> statuses) {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode any = root.putObject("query").putObject("bool").putArray("should");
        for (VideoStatus status : statuses) {
            ObjectNode all = any.addObject().putObject("bool");
            identity(all.putArray("filter"), status.video());
            ArrayNode not = all.putArray("must_not");
            if (status.state() == IndexingState.DELETED) {
                range(not, MomentFields.GENERATION, "gte", status.generation());
            } else {
                range(not, MomentFields.GENERATION, "gt", status.generation());
                ArrayNode own = not.addObject().putObject("bool").putArray("filter");
                life(own, status);
                range(own, ordinal(kind), "lt", status.found().of(kind));
            }
        }
        return root.toString();
    }

    /** What a last status says is there. */
    static String told(FindingKind kind, VideoStatus status) {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode all = root.putObject("query").putObject("bool").putArray("filter");
        identity(all, status.video());
        life(all, status);
        range(all, ordinal(kind), "lt", status.found().of(kind));
        return root.toString();
    }

    private static String ordinal(FindingKind kind) {
        return kind == FindingKind.SHOT ? ShotFields.SHOT : MomentFields.ORDINAL;
    }

    private static void identity(ArrayNode filter, VideoRef video) {
        filter.addObject().putObject("term").put(MomentFields.TENANT, video.tenant());
        filter.addObject().putObject("term").put(MomentFields.VIDEO_ID, video.videoId());
    }

    private static void life(ArrayNode filter, VideoStatus status) {
        filter.addObject().putObject("term").put(MomentFields.GENERATION, status.generation());
    }

    private static void range(ArrayNode into, String field, String bound, long value) {
        into.addObject().putObject("range").putObject(field).put(bound, value);
    }
}
