package io.zoetrope.query.searchers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.ModelRef;
import io.zoetrope.domain.index.IndexNames;
import io.zoetrope.domain.index.MomentFields;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.index.TermFilter;
import io.zoetrope.query.question.Degraded;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Finds the moments in which other things lie, to show them by. Thread-safe. */
public final class MomentsAt {
    /** As an answer names what did not take part. */
    public static final String SOURCE = "moments";

    private final IndexReader reader;
    private final ModelRef model;

    public MomentsAt(IndexReader reader, ModelRef model) {
        this.reader = reader;
        this.model = model;
    }

    /**
     * In place of each hit that is no moment the one in whose time its middle lies, if there is
     * one.
     *
     * @param degraded takes what OpenSearch could not look at
     * @throws IOException if OpenSearch does not answer
     */
    public List<Hit> shownBy(String tenant, List<Hit> hits, Collection<Degraded> degraded)
            throws IOException {
        List<Hit> others = hits.stream().filter(h -> h.kind() != FindingKind.MOMENT).toList();
        if (others.isEmpty()) {
            return hits;
        }
        String index = IndexNames.pattern(FindingKind.MOMENT, model);
        List<Hit> moments = new ArrayList<>();
        JsonNode answer = reader.search(index, body(tenant, others));
        degraded.addAll(Hits.lacks(SOURCE, answer));
        answer.at("/hits/hits").forEach(found -> moments.add(moment(found.path("_source"))));
        return hits.stream().map(hit -> shownBy(hit, moments)).toList();
    }

    private static Hit shownBy(Hit hit, List<Hit> moments) {
        return hit.kind() == FindingKind.MOMENT
                ? hit
                : moments.stream().filter(m -> isIn(hit, m)).findFirst().orElse(hit);
    }

    private static boolean isIn(Hit hit, Hit moment) {
        return moment.videoId().equals(hit.videoId())
                && moment.startMs() <= middle(hit)
                && middle(hit) < moment.endMs();
    }

    private ObjectNode body(String tenant, List<Hit> hits) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("size", hits.size()).put("timeout", "5s").put("track_total_hits", false);
        MomentSource.read(body);
        ObjectNode bool = body.putObject("query").putObject("bool");
        bool.set(
                "filter",
                new TermFilter()
                        .term(MomentFields.TENANT, tenant)
                        .term(MomentFields.MODEL, model.name())
                        .term(MomentFields.MODEL_VERSION, model.version())
                        .toQuery());
        ArrayNode any = bool.put("minimum_should_match", 1).putArray("should");
        for (Hit hit : hits) {
            ArrayNode all = any.addObject().putObject("bool").putArray("filter");
            all.addObject().putObject("term").put(MomentFields.VIDEO_ID, hit.videoId());
            ObjectNode starts = all.addObject().putObject("range");
            starts.putObject(MomentFields.START_MS).put("lte", middle(hit));
            ObjectNode ends = all.addObject().putObject("range");
            ends.putObject(MomentFields.END_MS).put("gt", middle(hit));
        }
        return body;
    }

    private static long middle(Hit hit) {
        return (hit.startMs() + hit.endMs()) / 2;
    }

    private static Hit moment(JsonNode document) {
        return new Hit(FindingKind.MOMENT, 0, 0, 0, "", document);
    }
}
