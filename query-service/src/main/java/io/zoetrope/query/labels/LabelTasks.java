package io.zoetrope.query.labels;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.LabelLimits;
import io.zoetrope.domain.index.IndexNames;
import io.zoetrope.domain.index.LabelTaskFields;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.index.IndexWriter;
import io.zoetrope.query.index.TermFilter;
import io.zoetrope.query.labels.LabelTask.State;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is to be spread, in the index {@code label-tasks}: a document for each label, with who is at
 * it and until when. All decisions are made where the document is, by the clock there, so of
 * several instances of the service one does a task, and another goes on if it ends. Thread-safe.
 */
final class LabelTasks {
    /** Longer than a page of findings takes. */
    static final Duration LEASE = Duration.ofSeconds(30);

    /** As many labels as a tenant has. */
    static final int MOST = LabelLimits.MAX_LABELS;

    private static final String SCHEDULE =
            "if (ctx._source.version != null && ctx._source.version >= params.task.version)"
                    + " { ctx.op = 'none' } else {"
                    + " for (e in params.task.entrySet()) { ctx._source[e.getKey()] = e.getValue() }"
                    + " ctx._source.remove('cursor'); ctx._source.remove('of');"
                    + " ctx._source.remove('again_for');"
                    + " ctx._source.remove('owner'); ctx._source.leased_until = 0 }";

    private static final String AGAIN =
            "def before = ctx._source.again_for; if (before == null) { before = [] }"
                    + " if (before.contains(params.reason)) { ctx.op = 'none' } else {"
                    + " before.add(params.reason); ctx._source.again_for = before;"
                    + " ctx._source.state = 'waiting';"
                    + " ctx._source.done = 0; ctx._source.total = 0;"
                    + " ctx._source.remove('cursor'); ctx._source.remove('of');"
                    + " ctx._source.remove('owner'); ctx._source.leased_until = 0 }";

    private static final String TAKE =
            "if (ctx._source.state == 'done' || (ctx._source.owner != params.owner"
                    + " && ctx._source.leased_until > ctx._now)) { ctx.op = 'none' } else {"
                    + " ctx._source.owner = params.owner; ctx._source.state = 'running';"
                    + " ctx._source.leased_until = ctx._now + params.lease }";

    private static final String GO_ON =
            "if (ctx._source.owner != params.owner || ctx._source.version != params.version)"
                    + " { ctx.op = 'none' } else {"
                    + " for (e in params.task.entrySet()) { ctx._source[e.getKey()] = e.getValue() }"
                    + " ctx._source.leased_until = ctx._now + params.lease }";

    private final IndexReader reader;
    private final IndexWriter writer;
    private final String owner;

    /**
     * @param owner this instance of the service; no other has the same
     */
    LabelTasks(IndexReader reader, IndexWriter writer, String owner) {
        this.reader = reader;
        this.writer = writer;
        this.owner = owner;
    }

    /** A label is to be spread as it is now, from the beginning. */
    void schedule(String tenant, String labelId, long version, String now) throws IOException {
        ObjectNode task = Json.MAPPER.createObjectNode();
        task.put(LabelTaskFields.LABEL_ID, labelId)
                .put(LabelTaskFields.TENANT, tenant)
                .put(LabelTaskFields.VERSION, version)
                .put(LabelTaskFields.STATE, State.WAITING.wire())
                .put(LabelTaskFields.DONE, 0)
                .put(LabelTaskFields.TOTAL, 0)
                .put(LabelTaskFields.STARTED_AT, now);
        ObjectNode body = script(SCHEDULE);
        ((ObjectNode) body.at("/script/params")).set("task", task);
        body.put("scripted_upsert", true).putObject("upsert");
        writer.update(IndexNames.LABEL_TASKS, labelId, body);
    }

    /**
     * A label that was scheduled is to be spread from the beginning once more.
     *
     * @param reason once for each, until it is said anew
     */
    void again(String labelId, String reason) throws IOException {
        ObjectNode body = script(AGAIN);
        ((ObjectNode) body.at("/script/params")).put("reason", reason);
        writer.update(IndexNames.LABEL_TASKS, labelId, body);
    }

    /**
     * A task that is no label's is there.
     *
     * @param cursor of a new one
     */
    void keep(String id, String tenant, String cursor) throws IOException {
        ObjectNode task = Json.MAPPER.createObjectNode();
        task.put(LabelTaskFields.LABEL_ID, id)
                .put(LabelTaskFields.TENANT, tenant)
                .put(LabelTaskFields.VERSION, 1)
                .put(LabelTaskFields.STATE, State.WAITING.wire())
                .put(LabelTaskFields.CURSOR, cursor)
                .put(LabelTaskFields.LEASED_UNTIL, 0);
        writer.create(IndexNames.LABEL_TASKS, id, task);
    }

    /** Tasks that are to do or that somebody may have left, the longest left ones first. */
    List<LabelTask> open() throws IOException {
        return search(
                new TermFilter()
                        .anyOf(
                                LabelTaskFields.STATE,
                                List.of(State.WAITING.wire(), State.RUNNING.wire())));
    }

    /**
     * How far labels are spread; those that never were are left out.
     *
     * @param labelIds at most {@link #MOST}
     */
    List<LabelTask> of(String tenant, List<String> labelIds) throws IOException {
        return labelIds.isEmpty()
                ? List.of()
                : search(
                        new TermFilter()
                                .term(LabelTaskFields.TENANT, tenant)
                                .anyOf(LabelTaskFields.LABEL_ID, labelIds));
    }

    /** As {@link #of(String, List)}, of any tenants. */
    List<LabelTask> of(List<String> labelIds) throws IOException {
        return labelIds.isEmpty()
                ? List.of()
                : search(new TermFilter().anyOf(LabelTaskFields.LABEL_ID, labelIds));
    }

    private List<LabelTask> search(TermFilter filter) throws IOException {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("size", MOST).put("track_total_hits", false);
        body.set("query", filter.toQuery());
        body.putArray("sort")
                .addObject()
                .putObject(LabelTaskFields.LEASED_UNTIL)
                .put("order", "asc")
                .put("unmapped_type", "long");
        List<LabelTask> tasks = new ArrayList<>();
        for (JsonNode hit : reader.search(IndexNames.LABEL_TASKS, body).at("/hits/hits")) {
            tasks.add(LabelTask.of(hit.path("_source")));
        }
        return tasks;
    }

    /** Empty if somebody else is at it, or it is done. */
    Optional<LabelTask> take(String labelId) throws IOException {
        ObjectNode body = script(TAKE);
        JsonNode answer = writer.update(IndexNames.LABEL_TASKS, labelId, body);
        return ifChanged(answer);
    }

    /**
     * Notes how far a task has come, and keeps it for as long again.
     *
     * @return empty if it is no longer this instance's: somebody else took it, or the label means
     *     something else by now
     */
    Optional<LabelTask> goOn(LabelTask task) throws IOException {
        ObjectNode body = script(GO_ON);
        ObjectNode params = (ObjectNode) body.at("/script/params");
        params.put("version", task.version());
        params.putObject("task")
                .put(LabelTaskFields.STATE, task.state().wire())
                .put(LabelTaskFields.OF, task.of().name())
                .put(LabelTaskFields.CURSOR, task.cursor())
                .put(LabelTaskFields.DONE, task.done())
                .put(LabelTaskFields.TOTAL, task.total());
        return ifChanged(writer.update(IndexNames.LABEL_TASKS, task.labelId(), body));
    }

    private ObjectNode script(String source) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        ObjectNode script = body.putObject("script");
        script.put("source", source);
        script.putObject("params").put("owner", owner).put("lease", LEASE.toMillis());
        return body;
    }

    private static Optional<LabelTask> ifChanged(JsonNode answer) {
        return answer.path("result").asText().equals("noop")
                ? Optional.empty()
                : Optional.of(LabelTask.of(answer.at("/get/_source")));
    }
}
