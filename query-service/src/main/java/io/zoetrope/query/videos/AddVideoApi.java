package io.zoetrope.query.videos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import io.zoetrope.domain.ArrivalFields;
import io.zoetrope.domain.ArrivalType;
import io.zoetrope.domain.FileVersion;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.query.access.Caller;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Bodies;
import io.zoetrope.query.http.Json;
import io.zoetrope.query.media.LocalSources;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** {@code POST /v1/videos}: announces a video that lies somewhere, or one that is sent along. */
public final class AddVideoApi {
    private static final Set<String> FORM = Set.of(ArrivalFields.COLLECTION, ArrivalFields.TITLE);

    private final Optional<UploadStore> uploads;
    private final long maxUploadBytes;
    private final LocalSources sources;
    private final ArrivalEvents events;
    private final Announced announced;

    public AddVideoApi(
            Optional<UploadStore> uploads,
            long maxUploadBytes,
            LocalSources sources,
            ArrivalEvents events,
            Announced announced) {
        this.uploads = uploads;
        this.maxUploadBytes = maxUploadBytes;
        this.sources = sources;
        this.events = events;
        this.announced = announced;
    }

    public void post(Context ctx) throws IOException {
        String tenant = Caller.of(ctx).tenant();
        if (Bodies.isMultipart(ctx)) {
            receive(ctx, tenant);
        } else {
            announce(ctx, tenant, Bodies.json(ctx, NewVideo.class).checked());
        }
    }

    private void announce(Context ctx, String tenant, NewVideo video) throws IOException {
        NewVideo named = named(tenant, video);
        ObjectNode data = Json.MAPPER.valueToTree(named);
        data.put(ArrivalFields.TENANT, tenant);
        events.announce(ArrivalType.ARRIVED, data);
        announced.add(data);
        ctx.status(202)
                .header("Location", "/v1/videos/" + named.videoId())
                .json(new VideosApi.Accepted(named.videoId(), IndexingState.ARRIVED.wireName()));
    }

    /** Everything is looked at before the file is kept, and a file that is not announced goes. */
    private void receive(Context ctx, String tenant) throws IOException {
        UploadStore store =
                uploads.orElseThrow(
                        () ->
                                ApiError.notAvailable(
                                        "this service takes no files: upload-dir is not set"));
        store.checkQuota(tenant, Math.max(0, ctx.req().getContentLengthLong()));
        Bodies.limitMultipart(ctx, maxUploadBytes);
        UploadedFile file =
                Bodies.file(ctx, "file")
                        .orElseThrow(() -> ApiError.invalid("part 'file' is missing", "file"));
        Bodies.onlyFields(ctx, FORM);
        if (file.size() == 0) {
            throw ApiError.invalid("the file is empty", "file");
        }
        String title = ctx.formParam(ArrivalFields.TITLE);
        NewVideo video =
                NewVideo.uploaded(
                        ctx.formParam(ArrivalFields.COLLECTION),
                        title == null ? file.filename() : title);
        UploadStore.Stored stored;
        try (InputStream content = file.content()) {
            stored = store.store(tenant, content, file.filename());
        }
        String uri = stored.file().toUri().toString();
        try {
            announce(ctx, tenant, video.at(uri));
        } catch (ApiError | IOException e) {
            if (stored.fresh()) {
                store.remove(tenant, uri);
            }
            throw e;
        }
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
        Optional<Path> file = sources.open(video.uri());
        String version = file.isPresent() ? version(file.get()) : "";
        return video.withId(VideoIds.videoId(tenant, video.uri(), version));
    }

    private static String version(Path file) throws IOException {
        return FileVersion.of(file);
    }
}
