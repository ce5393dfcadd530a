package io.zoetrope.query.protocols;

import com.fasterxml.jackson.databind.JsonNode;
import io.zoetrope.domain.index.VideoFields;
import io.zoetrope.query.access.Admission;
import io.zoetrope.query.access.Admission.Admitted;
import io.zoetrope.query.admin.HealthApi;
import io.zoetrope.query.events.StatusFeed;
import io.zoetrope.query.events.StreamPlaces;
import io.zoetrope.query.http.Role;
import io.zoetrope.query.labels.examples.LookAlike;
import io.zoetrope.query.labels.examples.LookAlikes;
import io.zoetrope.query.media.LocalSources;
import io.zoetrope.query.question.SearchRequest;
import io.zoetrope.query.search.SearchResponse;
import io.zoetrope.query.search.Searches;
import io.zoetrope.query.search.SentMedia;
import io.zoetrope.query.videos.VideoIndex.Window;
import io.zoetrope.query.videos.VideoView;
import io.zoetrope.query.videos.VideosApi;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** The parts of the running service that other protocols ask. */
public final class ServiceGateway implements Gateway {
    private final Admission admission;
    private final Asked asked;
    private final Followed followed;

    /** What answers questions. */
    public record Asked(
            Searches searches, SentMedia media, LookAlikes lookAlikes, VideosApi videos) {}

    /** What is told as it happens. */
    public record Followed(
            StatusFeed feed, StreamPlaces places, LocalSources sources, HealthApi health) {}

    public ServiceGateway(Admission admission, Asked asked, Followed followed) {
        this.admission = admission;
        this.asked = asked;
        this.followed = followed;
    }

    @Override
    public Admitted admit(Optional<String> key, Role needs) {
        return admission.admit(key, needs);
    }

    @Override
    public SearchResponse search(Admitted by, SearchRequest request, Map<String, byte[]> media)
            throws IOException {
        return asked.searches()
                .first(by.caller(), request, asked.media().read(by.tenant(), media))
                .linked(by.links());
    }

    @Override
    public SearchResponse page(Admitted by, String token) throws IOException {
        return asked.searches().next(by.tenant(), token).linked(by.links());
    }

    @Override
    public List<LookAlike> similar(Admitted by, LookAlikes.Example example, int limit)
            throws IOException {
        Window window = new Window(Math.max(1, Math.min(LookAlikes.MOST, limit)), null);
        return asked.lookAlikes().of(by.tenant(), example, window).similar().stream()
                .map(one -> one.linked(by.links()))
                .toList();
    }

    @Override
    public VideoView video(Admitted by, String id) throws IOException {
        return asked.videos().find(by.tenant(), id).linked(by.links());
    }

    @Override
    public Runnable watch(Admitted by, Consumer<VideoView> listener) {
        followed.places().take(by.tenant());
        Consumer<JsonNode> subscriber =
                status -> {
                    if (by.tenant().equals(status.path(VideoFields.TENANT).asText())) {
                        listener.accept(
                                VideoView.of(status, followed.sources()).linked(by.links()));
                    }
                };
        followed.feed().subscribe(subscriber);
        AtomicBoolean ended = new AtomicBoolean();
        return () -> {
            if (ended.compareAndSet(false, true)) {
                followed.feed().unsubscribe(subscriber);
                followed.places().leave(by.tenant());
            }
        };
    }

    @Override
    public boolean isReady() {
        return followed.health().isReady();
    }
}
