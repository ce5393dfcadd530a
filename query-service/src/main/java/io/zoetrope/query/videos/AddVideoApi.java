package io.zoetrope.query.videos;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import io.zoetrope.domain.IndexingState;
import io.zoetrope.domain.message.ArrivalFields;
import io.zoetrope.query.access.Caller;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Bodies;
import io.zoetrope.query.media.TenantUploads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code POST /v1/videos}: announces videos that lie somewhere, or that are sent along. */
public final class AddVideoApi {
    private static final Set<String> FORM = Set.of(ArrivalFields.COLLECTION, ArrivalFields.TITLE);
    private static final int MAX_VIDEOS = 100;
    private static final int MAX_FILES = 32;

    /** Several videos at once. */
    public record NewVideos(List<NewVideo> videos) {
        private List<NewVideo> checked(String tenant, TenantUploads whose) {
            if (videos == null || videos.isEmpty() || videos.size() > MAX_VIDEOS) {
                throw ApiError.invalid("videos has 1 to " + MAX_VIDEOS + " videos", "videos");
            }
            List<NewVideo> checked = new ArrayList<>();
            for (int i = 0; i < videos.size(); i++) {
                if (videos.get(i) == null) {
                    throw ApiError.invalid("videos holds a video that is null", "videos");
                }
                try {
                    checked.add(videos.get(i).checked().of(tenant, whose));
                } catch (ApiError e) {
                    throw e.below("videos[" + i + "]");
                }
            }
            return checked;
        }
    }

    /** What several are answered with, in their order. */
    record AllAccepted(List<VideosApi.Accepted> videos) {}

    private final Optional<UploadStore> uploads;
    private final long maxUploadBytes;
    private final Arrivals arrivals;
    private final TenantUploads whose;

    /**
     * @param whose says which uris are other tenants'
     */
    public AddVideoApi(
            Optional<UploadStore> uploads,
            long maxUploadBytes,
            Arrivals arrivals,
            TenantUploads whose) {
        this.uploads = uploads;
        this.maxUploadBytes = maxUploadBytes;
        this.arrivals = arrivals;
        this.whose = whose;
    }

    public void post(Context ctx) throws IOException {
        String tenant = Caller.of(ctx).tenant();
        if (Bodies.isMultipart(ctx)) {
            receive(ctx, tenant);
        } else if (Bodies.json(ctx, JsonNode.class).has("videos")) {
            List<NewVideo> videos = Bodies.json(ctx, NewVideos.class).checked(tenant, whose);
            answerAll(ctx, arrivals.announce(tenant, videos));
        } else {
            NewVideo video = Bodies.json(ctx, NewVideo.class).checked().of(tenant, whose);
            answer(ctx, arrivals.announce(tenant, List.of(video)).get(0));
        }
    }

    static void answer(Context ctx, String id) {
        ctx.status(202).header("Location", "/v1/videos/" + id).json(accepted(id));
    }

    private static void answerAll(Context ctx, List<String> ids) {
        ctx.status(202).json(new AllAccepted(ids.stream().map(AddVideoApi::accepted).toList()));
    }

    private static VideosApi.Accepted accepted(String id) {
        return new VideosApi.Accepted(id, IndexingState.ARRIVED.wireName());
    }

    /** Everything is looked at before a file is kept. */
    private void receive(Context ctx, String tenant) throws IOException {
        UploadStore store = uploads.orElseThrow(AddVideoApi::noFiles);
        long length = Math.max(0, ctx.req().getContentLengthLong());
        try (UploadStore.Room room = store.room(tenant, length)) {
            receive(ctx, tenant, store);
        }
    }

    private void receive(Context ctx, String tenant, UploadStore store) throws IOException {
        Bodies.limitMultipart(ctx, maxUploadBytes);
        List<UploadedFile> files = Bodies.files(ctx, "file", MAX_FILES);
        Bodies.onlyFields(ctx, FORM);
        List<NewVideo> videos = new ArrayList<>();
        for (UploadedFile file : files) {
            videos.add(described(ctx, file, files.size()));
        }
        List<Path> stored =
                store.storeAll(
                        tenant,
                        files.stream()
                                .map(f -> new UploadStore.Sent(f.filename(), f::content))
                                .toList());
        for (int i = 0; i < videos.size(); i++) {
            videos.set(i, videos.get(i).at(stored.get(i).toUri().toString()));
        }
        List<String> ids = arrivals.announce(tenant, videos);
        if (ids.size() == 1) {
            answer(ctx, ids.get(0));
        } else {
            answerAll(ctx, ids);
        }
    }

    static ApiError noFiles() {
        return ApiError.notAvailable("this service takes no files: upload-dir is not set");
    }

    /** A title is that of one file; of several, each is called as it is. */
    private static NewVideo described(Context ctx, UploadedFile file, int files) {
        if (file.size() == 0) {
            throw ApiError.invalid("the file is empty", "file");
        }
        String title = ctx.formParam(ArrivalFields.TITLE);
        if (title != null && files > 1) {
            throw ApiError.invalid("a title is for one file", ArrivalFields.TITLE);
        }
        return NewVideo.uploaded(
                ctx.formParam(ArrivalFields.COLLECTION),
                title == null ? file.filename() : title,
                null);
    }
}
