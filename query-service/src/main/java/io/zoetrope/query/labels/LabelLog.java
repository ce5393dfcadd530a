package io.zoetrope.query.labels;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.domain.index.IndexNames;
import io.zoetrope.domain.index.LabelFields;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.http.Unavailable;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.index.IndexWriter;
import io.zoetrope.query.labels.LabelEvent.Action;
import io.zoetrope.query.labels.examples.ExampleJson;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * What was said about labels, in the index {@code labels}: documents are added and never changed.
 * Instances of the service that say something at once get different versions, since each version is
 * a document's id. Thread-safe.
 */
final class LabelLog {
    /** Each may hold hundreds of vectors. */
    private static final int PAGE = 10;

    private static final int TRIES = 8;

    /** Of all books that are kept: 256 MiB. */
    private static final long MAX_WEIGHT = 64L << 20;

    private final IndexReader reader;
    private final IndexWriter writer;

    /** What was read before: only what came since is read again. */
    private final Cache<String, LabelBook> books =
            Caffeine.newBuilder()
                    .maximumWeight(MAX_WEIGHT)
                    .weigher((String tenant, LabelBook book) -> book.weight())
                    .build();

    /** What was said last of a label. */
    record Version(String tenant, String labelId, long version) {}

    /**
     * Some of them.
     *
     * @param after where the next ones begin; missing if there are none
     */
    record Versions(List<Version> labels, JsonNode after) {
        static final Versions NONE = new Versions(List.of(), MissingNode.getInstance());

        boolean isLast() {
            return after.isMissingNode();
        }
    }

    LabelLog(IndexReader reader, IndexWriter writer) {
        this.reader = reader;
        this.writer = writer;
    }

    /** All labels of a tenant, as they stand now. */
    LabelBook read(String tenant) throws IOException {
        LabelBook known = books.getIfPresent(tenant);
        LabelBook book = known == null ? LabelBook.EMPTY : known;
        while (true) {
            List<LabelEvent> more = after(tenant, book.version());
            if (more.isEmpty()) {
                break;
            }
            book = book.and(more);
        }
        if (book != known) {
            books.put(tenant, book);
        }
        return book;
    }

    /**
     * Says one more thing.
     *
     * @param what makes it of the labels as they stand; asked again if somebody else was faster;
     *     its version is the next one
     * @return the labels with it
     */
    LabelBook say(String tenant, Function<LabelBook, LabelEvent> what) throws IOException {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            LabelBook book = read(tenant);
            LabelEvent event = what.apply(book);
            String id = VideoIds.saidId(tenant, event.version());
            if (writer.create(IndexNames.LABELS, id, document(tenant, event))) {
                LabelBook next = book.and(List.of(event));
                books.put(tenant, next);
                return next;
            }
            // It is written and cannot be found yet.
            writer.refresh(IndexNames.LABELS);
        }
        throw new Unavailable("labels are taught by many at once; try again", null);
    }

    /** Tenants that ever said anything. */
    List<String> tenants(int most) throws IOException {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("size", 0);
        body.putObject("aggs")
                .putObject("tenants")
                .putObject("terms")
                .put("field", LabelFields.TENANT)
                .put("size", most);
        List<String> tenants = new ArrayList<>();
        reader.search(IndexNames.LABELS, body)
                .at("/aggregations/tenants/buckets")
                .forEach(bucket -> tenants.add(bucket.path("key").asText()));
        return tenants;
    }

    /**
     * What was said last of each label of every tenant, also of those that are no more.
     *
     * @param before the page before; {@link Versions#NONE} for the first
     * @param most labels of a page
     */
    Versions versions(Versions before, int most) throws IOException {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("size", 0);
        ObjectNode labels = body.putObject("aggs").putObject("labels");
        ObjectNode composite = labels.putObject("composite").put("size", most);
        ArrayNode sources = composite.putArray("sources");
        for (String field : List.of(LabelFields.TENANT, LabelFields.LABEL_ID)) {
            sources.addObject().putObject(field).putObject("terms").put("field", field);
        }
        if (!before.isLast()) {
            composite.set("after", before.after());
        }
        labels.putObject("aggs")
                .putObject(LabelFields.VERSION)
                .putObject("max")
                .put("field", LabelFields.VERSION);
        JsonNode answer = reader.search(IndexNames.LABELS, body).at("/aggregations/labels");
        List<Version> versions = new ArrayList<>();
        for (JsonNode bucket : answer.path("buckets")) {
            versions.add(
                    new Version(
                            bucket.path("key").path(LabelFields.TENANT).asText(),
                            bucket.path("key").path(LabelFields.LABEL_ID).asText(),
                            bucket.path(LabelFields.VERSION).path("value").asLong()));
        }
        return new Versions(versions, answer.path("after_key"));
    }

    /** The next ones, without gaps: a later one may be found before an earlier one can be. */
    private List<LabelEvent> after(String tenant, long version) throws IOException {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("size", PAGE).put("track_total_hits", false);
        ObjectNode bool = body.putObject("query").putObject("bool");
        bool.putArray("filter").addObject().putObject("term").put(LabelFields.TENANT, tenant);
        bool.withArray("filter")
                .addObject()
                .putObject("range")
                .putObject(LabelFields.VERSION)
                .put("gt", version);
        body.putArray("sort").addObject().put(LabelFields.VERSION, "asc");
        List<LabelEvent> events = new ArrayList<>();
        for (JsonNode hit : reader.search(IndexNames.LABELS, body).at("/hits/hits")) {
            LabelEvent event = event(hit.path("_source"));
            if (event.version() != version + events.size() + 1) {
                break;
            }
            events.add(event);
        }
        return events;
    }

    private static ObjectNode document(String tenant, LabelEvent event) {
        ObjectNode document = Json.MAPPER.createObjectNode();
        document.put(LabelFields.TENANT, tenant)
                .put(LabelFields.VERSION, event.version())
                .put(LabelFields.LABEL_ID, event.labelId())
                .put(LabelFields.ACTION, event.action().name().toLowerCase(Locale.ROOT))
                .put(LabelFields.NAME, event.name())
                .put(LabelFields.AUTHOR, event.author())
                .put(LabelFields.AT, Instant.ofEpochMilli(event.atMs()).toString());
        if (event.undoes() > 0) {
            document.put(LabelFields.UNDOES, event.undoes());
        }
        ExampleJson.write(document.putArray(LabelFields.POSITIVES), event.positives());
        ExampleJson.write(document.putArray(LabelFields.NEGATIVES), event.negatives());
        return document;
    }

    private static LabelEvent event(JsonNode json) {
        return new LabelEvent(
                json.path(LabelFields.VERSION).asLong(),
                json.path(LabelFields.LABEL_ID).asText(),
                Action.valueOf(json.path(LabelFields.ACTION).asText().toUpperCase(Locale.ROOT)),
                json.path(LabelFields.NAME).asText(),
                ExampleJson.read(json.path(LabelFields.POSITIVES)),
                ExampleJson.read(json.path(LabelFields.NEGATIVES)),
                json.path(LabelFields.UNDOES).asLong(),
                json.path(LabelFields.AUTHOR).asText(),
                Instant.parse(json.path(LabelFields.AT).asText()).toEpochMilli());
    }
}
