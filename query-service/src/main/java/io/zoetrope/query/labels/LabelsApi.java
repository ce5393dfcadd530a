package io.zoetrope.query.labels;

import io.javalin.http.Context;
import io.zoetrope.query.access.Caller;
import io.zoetrope.query.access.MediaLinks;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Bodies;
import io.zoetrope.query.http.QueryParameters;
import io.zoetrope.query.labels.examples.Example;
import io.zoetrope.query.labels.examples.LookAlike;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code /v1/labels} and what lies below it. */
public final class LabelsApi {
    private static final int MAX_IDS = 200;
    private static final int MAX_ID = 64;
    private static final int MAX_AUTHOR = 128;
    private static final int USUAL_CANDIDATES = 24;
    private static final int MOST_CANDIDATES = 100;

    /** What people say of a label. */
    public record Teach(
            String name, List<String> positives, List<String> negatives, String author) {}

    /** What a label is called from now on. */
    public record Rename(String to, String author) {}

    record All(List<LabelView> labels) {}

    record CandidateList(String name, List<LookAlike> candidates) {}

    record Examples(String name, List<LookAlike> positives, List<LookAlike> negatives) {}

    record History(String name, List<SaidView> history) {}

    private final LabelLog log;
    private final Teaching teaching;
    private final Candidates candidates;
    private final LabelCounts counts;

    LabelsApi(LabelLog log, Teaching teaching, Candidates candidates, LabelCounts counts) {
        this.log = log;
        this.teaching = teaching;
        this.candidates = candidates;
        this.counts = counts;
    }

    public void list(Context ctx) throws IOException {
        String tenant = Caller.of(ctx).tenant();
        ctx.json(new All(counts.views(tenant, log.read(tenant).standing())));
    }

    public void get(Context ctx) throws IOException {
        String tenant = Caller.of(ctx).tenant();
        answer(ctx, tenant, named(ctx, tenant));
    }

    public void teach(Context ctx) throws IOException {
        Caller caller = Caller.of(ctx);
        Teach said = Bodies.json(ctx, Teach.class);
        List<String> positives = ids(said.positives(), "positives");
        List<String> negatives = ids(said.negatives(), "negatives");
        if (positives.isEmpty() && negatives.isEmpty()) {
            throw ApiError.invalid("at least one object or moment", "positives");
        }
        answer(
                ctx,
                caller.tenant(),
                teaching.teach(
                        caller.tenant(),
                        said.name(),
                        positives,
                        negatives,
                        author(said.author(), caller)));
    }

    public void undo(Context ctx) throws IOException {
        Caller caller = Caller.of(ctx);
        BookedLabel label =
                teaching.undo(
                        caller.tenant(), ctx.pathParam("name"), version(ctx), caller.keyName());
        answer(ctx, caller.tenant(), label);
    }

    public void rename(Context ctx) throws IOException {
        Caller caller = Caller.of(ctx);
        Rename said = Bodies.json(ctx, Rename.class);
        BookedLabel label =
                teaching.rename(
                        caller.tenant(),
                        ctx.pathParam("name"),
                        said.to(),
                        author(said.author(), caller));
        answer(ctx, caller.tenant(), label);
    }

    public void delete(Context ctx) throws IOException {
        Caller caller = Caller.of(ctx);
        teaching.delete(caller.tenant(), ctx.pathParam("name"), caller.keyName());
        ctx.status(204);
    }

    public void candidates(Context ctx) throws IOException {
        String tenant = Caller.of(ctx).tenant();
        BookedLabel label = named(ctx, tenant);
        int limit = QueryParameters.number(ctx, "limit", USUAL_CANDIDATES, MOST_CANDIDATES);
        MediaLinks links = MediaLinks.of(ctx);
        ctx.json(
                new CandidateList(
                        label.name(),
                        candidates.of(tenant, label, limit).stream()
                                .map(each -> each.linked(links))
                                .toList()));
    }

    public void examples(Context ctx) throws IOException {
        String tenant = Caller.of(ctx).tenant();
        BookedLabel label = named(ctx, tenant);
        Map<String, LookAlike> standing = candidates.standing(tenant, label);
        MediaLinks links = MediaLinks.of(ctx);
        ctx.json(
                new Examples(
                        label.name(),
                        shown(label.positives().values(), standing, links),
                        shown(label.negatives().values(), standing, links)));
    }

    private static List<LookAlike> shown(
            Collection<Example> examples, Map<String, LookAlike> standing, MediaLinks links) {
        return examples.stream()
                .map(
                        example ->
                                standing.getOrDefault(example.id(), LookAlike.gone(example))
                                        .linked(links))
                .toList();
    }

    public void history(Context ctx) throws IOException {
        String tenant = Caller.of(ctx).tenant();
        BookedLabel label = Teaching.require(log.read(tenant).everNamed(ctx.pathParam("name")));
        ctx.json(
                new History(
                        label.name(),
                        label.events().stream().map(event -> SaidView.of(event, label)).toList()));
    }

    private void answer(Context ctx, String tenant, BookedLabel label) throws IOException {
        int found = label.deleted() ? 0 : candidates.of(tenant, label, MOST_CANDIDATES).size();
        Map<String, Long> labelled = counts.labelled(tenant, List.of(label));
        Optional<LabelTask> task = counts.task(tenant, label);
        ctx.json(
                LabelView.of(
                        label, found, labelled.getOrDefault(label.name(), 0L), task.orElse(null)));
    }

    private static OptionalLong version(Context ctx) {
        String given = ctx.queryParam("version");
        try {
            return given == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(given));
        } catch (NumberFormatException e) {
            throw ApiError.invalid("version is a whole number", "version");
        }
    }

    private BookedLabel named(Context ctx, String tenant) throws IOException {
        return Teaching.require(log.read(tenant).named(ctx.pathParam("name")));
    }

    private static List<String> ids(List<String> ids, String field) {
        List<String> given = ids == null ? List.of() : ids;
        if (given.size() > MAX_IDS) {
            throw ApiError.invalid("at most " + MAX_IDS + " ids", field);
        }
        for (String id : given) {
            if (id == null || id.isBlank() || id.length() > MAX_ID) {
                throw ApiError.invalid("an id has 1 to " + MAX_ID + " characters", field);
            }
        }
        return given;
    }

    private static String author(String said, Caller caller) {
        if (said == null) {
            return caller.keyName();
        }
        if (said.isBlank() || said.length() > MAX_AUTHOR) {
            throw ApiError.invalid("author has 1 to " + MAX_AUTHOR + " characters", "author");
        }
        return said;
    }
}
