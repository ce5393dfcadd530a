package io.zoetrope.query.labels;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.zoetrope.domain.IndexNames;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.VideoFields;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.index.IndexReader;
import io.zoetrope.query.index.TermFilter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spreads labels in the background, one at a time, and tells the job of each. Any instance of the
 * service does what is open and nobody is at; so what one leaves undone another goes on with, or
 * the same one after its start.
 *
 * <p>Besides, one instance looks at videos that ended: objects and moments that the job wrote
 * before it was told get their labels then, and moments those of the objects that are seen in them.
 */
public final class SpreadLabels implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SpreadLabels.class);
    private static final Duration PAUSE = Duration.ofSeconds(3);

    /** A video's last document is found a little after the time that stands in it. */
    private static final Duration OVERLAP = Duration.ofSeconds(60);

    private static final int VIDEOS = 100;
    private static final int MAX_TENANTS = 10_000;
    private static final String WATCH = "ended-videos";

    private final LabelLog log;
    private final SpreadLabel spread;
    private final LabelTasks tasks;
    private final IndexReader reader;
    private final BiConsumer<String, String> tellJob;
    private final Semaphore woken = new Semaphore(0);
    private final Cache<String, Boolean> seen =
            Caffeine.newBuilder()
                    .maximumSize(10_000)
                    .expireAfterWrite(OVERLAP.multipliedBy(3))
                    .build();
    private final Thread worker = new Thread(this::run, "spread-labels");
    private volatile boolean closing;

    /**
     * @param tellJob takes the key and the text of a message on {@code video.control}; throws
     *     {@link ApiError} if it cannot be sent now
     */
    SpreadLabels(
            LabelLog log,
            SpreadLabel spread,
            LabelTasks tasks,
            IndexReader reader,
            BiConsumer<String, String> tellJob) {
        this.log = log;
        this.spread = spread;
        this.tasks = tasks;
        this.reader = reader;
        this.tellJob = tellJob;
        worker.setDaemon(true);
    }

    public SpreadLabels start() {
        worker.start();
        return this;
    }

    /** There is something to do. */
    void wake() {
        woken.release();
    }

    private void run() {
        while (!closing) {
            try {
                woken.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                woken.drainPermits();
                spreadAll();
                lookAtEndedVideos();
            } catch (InterruptedException e) {
                return;
            } catch (IOException | RuntimeException e) {
                // Whatever it is: it stays open, and is tried again.
                LOG.warn("labels are not spread now: {}", e.toString());
            }
        }
    }

    private void spreadAll() throws IOException {
        for (LabelTask open : tasks.open()) {
            if (closing) {
                return;
            }
            if (!open.labelId().equals(WATCH)) {
                Optional<LabelTask> task = tasks.take(open.labelId());
                if (task.isPresent()) {
                    spread(task.get());
                }
            }
        }
    }

    private void spread(LabelTask task) throws IOException {
        Optional<Verdicts.Spread> label = spread.spread(task.tenant(), task.labelId());
        if (label.isPresent()) {
            // First: what the job writes from now on is right, and what it wrote is looked at.
            tellJob.accept(task.labelId(), ControlMessage.of(label.get().means()));
            spread.goOn(task, label.get(), () -> closing);
        }
    }

    private void lookAtEndedVideos() throws IOException {
        List<String> tenants = log.tenants(MAX_TENANTS);
        if (tenants.isEmpty()) {
            return;
        }
        tasks.keep(WATCH, Instant.now().toString());
        Optional<LabelTask> watch = tasks.take(WATCH);
        if (watch.isEmpty()) {
            return;
        }
        Instant since = Instant.parse(watch.get().cursor()).minus(OVERLAP);
        JsonNode after = Json.MAPPER.nullNode();
        while (watch.isPresent() && !closing) {
            JsonNode ended = ended(tenants, since, after);
            String last = watch.get().cursor();
            int looked = 0;
            for (JsonNode hit : ended) {
                JsonNode video = hit.path("_source");
                last = later(last, video.path(VideoFields.UPDATED_AT).asText());
                looked += lookAt(hit.path("_id").asText(), video) ? 1 : 0;
                after = hit.path("sort");
            }
            if (looked > 0) {
                watch = tasks.goOn(watch.get().passed(last, looked));
            }
            if (ended.size() < VIDEOS) {
                return;
            }
        }
    }

    private static String later(String one, String other) {
        return Instant.parse(other).isAfter(Instant.parse(one)) ? other : one;
    }

    /**
     * @return false if it was looked at before
     */
    private boolean lookAt(String key, JsonNode video) throws IOException {
        String once = key + "@" + video.path(VideoFields.UPDATED_AT).asText();
        if (seen.getIfPresent(once) != null) {
            return false;
        }
        String tenant = video.path(VideoFields.TENANT).asText();
        List<Verdicts.Spread> labels = new ArrayList<>();
        for (BookedLabel label : log.read(tenant).standing()) {
            spread.spread(tenant, label.labelId()).ifPresent(labels::add);
        }
        spread.changeVideo(tenant, video.path(VideoFields.VIDEO_ID).asText(), labels);
        seen.put(once, true);
        return true;
    }

    /**
     * @param after sort values of the one before; null for the first
     */
    private JsonNode ended(List<String> tenants, Instant since, JsonNode after) throws IOException {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("size", VIDEOS).put("track_total_hits", false);
        body.putArray("_source")
                .add(VideoFields.TENANT)
                .add(VideoFields.VIDEO_ID)
                .add(VideoFields.UPDATED_AT);
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

    /** Returns when the page that is worked on is done. */
    @Override
    public void close() throws InterruptedException {
        closing = true;
        wake();
        worker.join(TimeUnit.SECONDS.toMillis(5));
        worker.interrupt();
    }
}
