package io.zoetrope.query.labels;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.index.IndexNames;
import io.zoetrope.domain.index.VideoFields;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.index.TermFilter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Videos that ended are looked at by one instance of the service: objects and moments that the job
 * wrote before it was told of a label get it then, lose what it gave them by a label that is no
 * more, and moments those of the objects that are seen in them. A video of which that fails becomes
 * a task of its own, and the others go on.
 */
final class EndedVideos {
    private static final String WATCH = "ended-videos";
    private static final String AGAIN = "ended-video.";

    /** A video's last document is found a little after the time that stands in it. */
    private static final Duration OVERLAP = Duration.ofSeconds(60);

    private static final int VIDEOS = 100;

    private final LabelLog log;
    private final SpreadLabel spread;
    private final LabelTasks tasks;
    private final IndexReader reader;
    private final Attempts attempts;
    private final Cache<String, Boolean> seen =
            Caffeine.newBuilder()
                    .maximumSize(10_000)
                    .expireAfterWrite(OVERLAP.multipliedBy(3))
                    .build();

    EndedVideos(
            LabelLog log,
            SpreadLabel spread,
            LabelTasks tasks,
            IndexReader reader,
            Attempts attempts) {
        this.log = log;
        this.spread = spread;
        this.tasks = tasks;
        this.reader = reader;
        this.attempts = attempts;
    }

    static boolean isWatch(LabelTask task) {
        return task.labelId().equals(WATCH);
    }

    static boolean isVideo(LabelTask task) {
        return task.labelId().startsWith(AGAIN);
    }

    /**
     * Looks at what ended since.
     *
     * @param tenants that have labels
     * @param stopping asked after each page of videos
     */
    void look(List<String> tenants, BooleanSupplier stopping) throws IOException {
        if (tenants.isEmpty()) {
            return;
        }
        tasks.keep(WATCH, "", Instant.now().toString());
        Optional<LabelTask> watch = tasks.take(WATCH);
        if (watch.isEmpty()) {
            return;
        }
        Instant since = Instant.parse(watch.get().cursor()).minus(OVERLAP);
        JsonNode after = Json.MAPPER.nullNode();
        while (watch.isPresent() && !stopping.getAsBoolean()) {
            JsonNode ended = ended(tenants, since, after);
            String last = watch.get().cursor();
            int looked = 0;
            for (JsonNode hit : ended) {
                after = hit.path("sort");
                Instant updated = Instant.ofEpochMilli(after.path(0).asLong());
                last = updated.isAfter(Instant.parse(last)) ? updated.toString() : last;
                looked += lookAt(hit, updated) ? 1 : 0;
            }
            if (looked > 0) {
                watch = tasks.goOn(watch.get().passed(last, looked));
            }
            if (ended.size() < VIDEOS) {
                return;
            }
        }
    }

    /**
     * @return false if it was looked at before
     */
    private boolean lookAt(JsonNode hit, Instant updated) throws IOException {
        String once = AGAIN + hit.path("_id").asText() + "." + updated.toEpochMilli();
        if (seen.getIfPresent(once) != null) {
            return false;
        }
        JsonNode video = hit.path("_source");
        String tenant = video.path(VideoFields.TENANT).asText();
        String videoId = video.path(VideoFields.VIDEO_ID).asText();
        if (!attempts.at("video", once, () -> giveLabels(tenant, videoId))) {
            // The watch passes it, so it has to stand somewhere else.
            tasks.keep(once, tenant, videoId);
        }
        seen.put(once, true);
        return true;
    }

    /** A video of which it failed once. */
    void again(LabelTask task) throws IOException {
        giveLabels(task.tenant(), task.cursor());
        tasks.goOn(task.ended());
    }

    private void giveLabels(String tenant, String videoId) throws IOException {
        spread.changeVideo(tenant, videoId, log.read(tenant));
    }

    /**
     * @param after sort values of the one before; null for the first
     */
    private JsonNode ended(List<String> tenants, Instant since, JsonNode after) throws IOException {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("size", VIDEOS).put("track_total_hits", false);
        body.putArray("_source").add(VideoFields.TENANT).add(VideoFields.VIDEO_ID);
        ObjectNode query =
                new TermFilter()
                        .anyOf(VideoFields.TENANT, tenants)
                        .anyOf(
                                VideoFields.STATUS,
                                List.of(
                                        IndexingState.READY.wireName(),
                                        IndexingState.PARTIAL.wireName()))
                        .toQuery();
        query.withObject("/bool")
                .withArray("filter")
                .addObject()
                .putObject("range")
                .putObject(VideoFields.UPDATED_AT)
                .put("gte", since.toString());
        body.set("query", query);
        ArrayNode sort = body.putArray("sort");
        sort.addObject().put(VideoFields.UPDATED_AT, "asc");
        sort.addObject().put(VideoFields.VIDEO_ID, "asc");
        sort.addObject().put(VideoFields.TENANT, "asc");
        if (!after.isNull()) {
            body.set("search_after", after);
        }
        return reader.search(IndexNames.VIDEOS, body).at("/hits/hits");
    }
}
