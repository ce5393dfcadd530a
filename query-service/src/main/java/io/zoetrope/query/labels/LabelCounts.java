package io.zoetrope.query.labels;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.FindingKind;
import io.zoetrope.domain.index.IndexNames;
import io.zoetrope.domain.index.ObjectFields;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.index.TermFilter;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How many findings have labels, and how far these are spread. Thread-safe. */
final class LabelCounts {
    private final IndexReader reader;
    private final LabelTasks tasks;

    LabelCounts(IndexReader reader, LabelTasks tasks) {
        this.reader = reader;
        this.tasks = tasks;
    }

    /** By name: objects if a label was taught by objects, else moments; none is left out. */
    Map<String, Long> labelled(String tenant, List<BookedLabel> labels) throws IOException {
        Map<String, Long> counts = new HashMap<>();
        List<String> byMoments =
                labels.stream().filter(label -> !ofObjects(label)).map(BookedLabel::name).toList();
        List<String> byObjects =
                labels.stream().filter(LabelCounts::ofObjects).map(BookedLabel::name).toList();
        count(IndexNames.OBJECTS, tenant, byObjects, counts);
        count(IndexNames.MOMENTS, tenant, byMoments, counts);
        return counts;
    }

    private static boolean ofObjects(BookedLabel label) {
        return label.positives().values().stream()
                .anyMatch(example -> example.kind() == FindingKind.OBJECT);
    }

    private void count(String index, String tenant, List<String> names, Map<String, Long> into)
            throws IOException {
        if (names.isEmpty()) {
            return;
        }
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("size", 0).put("track_total_hits", false);
        body.set(
                "query",
                new TermFilter()
                        .term(ObjectFields.TENANT, tenant)
                        .anyOf(ObjectFields.LABELS, names)
                        .toQuery());
        ObjectNode terms = body.putObject("aggs").putObject("names").putObject("terms");
        terms.put("field", ObjectFields.LABELS).put("size", names.size());
        names.forEach(terms.putArray("include")::add);
        for (JsonNode bucket : reader.search(index, body).at("/aggregations/names/buckets")) {
            into.put(bucket.path("key").asText(), bucket.path("doc_count").asLong());
        }
    }

    /** All of them, as lists show them: without their candidates. */
    List<LabelView> views(String tenant, List<BookedLabel> labels) throws IOException {
        Map<String, Long> labelled = labelled(tenant, labels);
        Map<String, LabelTask> of = new HashMap<>();
        tasks(tenant, labels).forEach(task -> of.put(task.labelId(), task));
        return labels.stream()
                .map(
                        label ->
                                LabelView.of(
                                        label,
                                        null,
                                        labelled.getOrDefault(label.name(), 0L),
                                        of.get(label.labelId())))
                .toList();
    }

    private List<LabelTask> tasks(String tenant, List<BookedLabel> labels) throws IOException {
        return tasks.of(tenant, labels.stream().map(BookedLabel::labelId).toList());
    }

    Optional<LabelTask> task(String tenant, BookedLabel label) throws IOException {
        return tasks(tenant, List.of(label)).stream().findFirst();
    }
}
