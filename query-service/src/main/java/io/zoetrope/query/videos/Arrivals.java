package io.zoetrope.query.videos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zoetrope.domain.ArrivalType;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.domain.message.ArrivalFields;
import io.zoetrope.domain.store.FileVersion;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.media.LocalSources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes videos known: names them, tells Kafka, and remembers them until the job does. */
public final class Arrivals {
    private final LocalSources sources;
    private final ArrivalEvents events;
    private final Announced announced;
    private final Optional<UploadStore> uploads;

    /**
     * @param uploads remember which videos are made of their files
     */
    public Arrivals(
            LocalSources sources,
            ArrivalEvents events,
            Announced announced,
            Optional<UploadStore> uploads) {
        this.uploads = uploads;
        this.sources = sources;
        this.events = events;
        this.announced = announced;
    }

    /**
     * Announces videos, which were checked. Whoever tries again after a failure announces the same
     * ones.
     *
     * @return their ids, in order
     * @throws ApiError 503 if Kafka does not take one of them
     */
    List<String> announce(String tenant, List<NewVideo> videos) throws IOException {
        List<ObjectNode> all = new ArrayList<>();
        for (NewVideo video : videos) {
            NewVideo named = named(tenant, video);
            if (uploads.isPresent()) {
                uploads.get().use(tenant, named.uri(), named.videoId());
            }
            ObjectNode data = Json.MAPPER.valueToTree(named);
            all.add(data.put(ArrivalFields.TENANT, tenant));
        }
        events.announce(ArrivalType.ARRIVED, all);
        all.forEach(announced::add);
        return all.stream().map(data -> data.path(ArrivalFields.VIDEO_ID).asText()).toList();
    }

    /**
     * With the id that the answer promises; the event carries it, so the job uses it whatever
     * version it finds. For a file that can be seen from here it is the id that the job would give
     * it anyway; elsewhere the version is not known yet, and tenant and uri alone name the video:
     * the job keeps that id when the file changes.
     */
    private NewVideo named(String tenant, NewVideo video) throws IOException {
        if (video.videoId() != null) {
            return video;
        }
        Optional<Path> file = sources.open(tenant, video.uri());
        String version = file.isPresent() ? FileVersion.of(file.get()) : "";
        return video.withId(VideoIds.videoId(tenant, video.uri(), version));
    }
}
