package io.zoetrope.query.events;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.index.VideoFields;
import io.zoetrope.query.access.MediaLinks;
import io.zoetrope.query.http.EventStream;
import io.zoetrope.query.media.LocalSources;
import io.zoetrope.query.videos.VideoView;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One client that follows the ingestion. If it falls behind it is cut off, and reads the list anew
 * when it comes back. Thread-safe.
 */
final class EventClient implements Consumer<JsonNode> {
    static final Duration LONGEST = Duration.ofMinutes(5);

    private final EventStream stream;
    private final String tenant;
    private final LocalSources sources;
    private final MediaLinks links;
    private final long openedNanos = System.nanoTime();

    EventClient(EventStream stream, String tenant, LocalSources sources, MediaLinks links) {
        this.stream = stream;
        this.tenant = tenant;
        this.sources = sources;
        this.links = links;
    }

    EventStream stream() {
        return stream;
    }

    void begin() {
        stream.send("hello", Map.of());
    }

    /** Finds out who has left, and ends what is open for long. */
    void look() {
        look(System.nanoTime() - openedNanos);
    }

    void look(long openNanos) {
        if (openNanos > LONGEST.toNanos()) {
            stream.finish();
        } else {
            stream.alive();
        }
    }

    @Override
    public void accept(JsonNode status) {
        if (tenant.equals(status.path(VideoFields.TENANT).asText())) {
            stream.send("video", VideoView.of(status, sources).linked(links));
        }
    }
}
