package io.zoetrope.query.labels;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.zoetrope.domain.LabelLimits;
import io.zoetrope.domain.PlainText;
import io.zoetrope.query.access.Caller;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Bodies;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.http.QueryParameters;
import io.zoetrope.query.labels.files.FiledLabel;
import io.zoetrope.query.labels.files.LabelFile;
import io.zoetrope.query.paging.ListToken;
import io.zoetrope.query.paging.Seal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code /v1/labels/export} and {@code /v1/labels/import}. */
public final class LabelFilesApi {
    /** Of a file that is taken, and of a part of those that are given. */
    private static final int MOST_BYTES = 8 << 20;

    private static final Set<String> FIELDS = Set.of(LabelFile.LABELS, LabelFile.PAGE);

    record Imported(List<LabelView> labels) {}

    private final LabelLog log;
    private final Teaching teaching;
    private final LabelCounts counts;
    private final Seal seal;

    LabelFilesApi(LabelLog log, Teaching teaching, LabelCounts counts, Seal seal) {
        this.log = log;
        this.teaching = teaching;
        this.counts = counts;
        this.seal = seal;
    }

    /** All at once, or if it is asked for by size or page, a part that can be imported. */
    public void exportAll(Context ctx) throws IOException {
        String tenant = Caller.of(ctx).tenant();
        boolean inParts = ctx.queryParam("max_bytes") != null || ctx.queryParam("page") != null;
        int asked = QueryParameters.number(ctx, "max_bytes", MOST_BYTES, MOST_BYTES);
        long most = inParts ? Math.max(LabelFile.LEAST_BYTES, asked) : Long.MAX_VALUE;
        LabelFile.Place from = place(ListToken.decode(seal, tenant, ctx));
        List<BookedLabel> labels = chosen(ctx, log.read(tenant).standing());
        ctx.header("Content-Disposition", "attachment; filename=\"labels.json\"");
        ctx.contentType("application/json");
        LabelFile.write(
                ctx.outputStream(),
                labels.stream().map(LabelFilesApi::filed).iterator(),
                from,
                most,
                next -> ListToken.encode(seal, tenant, ctx, token(next)));
    }

    private static List<BookedLabel> chosen(Context ctx, List<BookedLabel> all) {
        Set<String> names = new LinkedHashSet<>();
        QueryParameters.all(ctx, "name", LabelLimits.MAX_LABELS)
                .forEach(name -> names.add(PlainText.composed(name)));
        if (names.isEmpty()) {
            return all;
        }
        List<BookedLabel> chosen = all.stream().filter(l -> names.contains(l.name())).toList();
        chosen.forEach(label -> names.remove(label.name()));
        if (!names.isEmpty()) {
            String unknown = names.iterator().next();
            throw new ApiError(404, "not_found", "no label has this name", "name: " + unknown);
        }
        return chosen;
    }

    private static FiledLabel filed(BookedLabel label) {
        return new FiledLabel(
                label.name(),
                List.copyOf(label.positives().values()),
                List.copyOf(label.negatives().values()));
    }

    private static ArrayNode token(LabelFile.Place place) {
        return Json.MAPPER.createArrayNode().add(place.name()).add(place.examples());
    }

    private static LabelFile.Place place(ArrayNode token) {
        return token == null
                ? LabelFile.Place.START
                : new LabelFile.Place(token.get(0).asText(), token.get(1).asInt());
    }

    /** All is checked before anything is said: a wrong file changes nothing. */
    public void importAll(Context ctx) throws IOException {
        Caller caller = Caller.of(ctx);
        ObjectNode file = Bodies.json(ctx, ObjectNode.class, MOST_BYTES);
        file.fieldNames().forEachRemaining(LabelFilesApi::requireKnown);
        JsonNode labels = file.path(LabelFile.LABELS);
        if (!labels.isArray() || labels.isEmpty() || labels.size() > LabelLimits.MAX_LABELS) {
            throw ApiError.invalid("labels are a list of 1 to " + LabelLimits.MAX_LABELS, "labels");
        }
        List<FiledLabel> read = new ArrayList<>();
        labels.forEach(json -> read.add(FiledLabel.of(json, read.size())));
        List<BookedLabel> made = teaching.importing(caller.tenant(), read, caller.keyName());
        ctx.json(new Imported(counts.views(caller.tenant(), made)));
    }

    private static void requireKnown(String field) {
        if (!FIELDS.contains(field)) {
            throw ApiError.invalid("unknown field " + field, field);
        }
    }
}
