package io.zoetrope.query.videos;

import io.javalin.http.Context;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.query.access.Caller;
import io.zoetrope.query.access.MediaLinks;
import io.zoetrope.query.http.ApiError;
import io.zoetrope.query.http.Bodies;
import io.zoetrope.query.media.BucketUploads;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code POST /v1/uploads}: a url to which the bytes of one video may be sent, as they are and
 * without a key. If it is one of this service, the video is announced when they are there; if it is
 * one of a bucket, by the bucket's notification or by {@code POST /v1/videos}.
 */
public final class UploadsApi {
    private static final Duration VALID_FOR = Duration.ofHours(1);
    private static final String PATH = "/v1/uploads/";

    /**
     * @param sizeBytes exactly as many as will come
     * @param title null for the file's name
     */
    public record NewUpload(
            String fileName,
            Long sizeBytes,
            String collection,
            String title,
            Map<String, String> metadata) {}

    /**
     * @param headers that have to be sent along
     * @param uri where the video will lie; null if this service keeps it
     */
    public record Upload(
            String url,
            String method,
            Map<String, String> headers,
            String videoId,
            String uri,
            String expiresAt) {}

    /**
     * Where uploads lie.
     *
     * @param bucket goes before the folder
     */
    public record Places(Optional<BucketUploads> bucket, Optional<UploadStore> folder) {}

    private final Places places;
    private final long maxBytes;
    private final Arrivals arrivals;

    /**
     * @param maxBytes of a file
     */
    public UploadsApi(Places places, long maxBytes, Arrivals arrivals) {
        this.places = places;
        this.maxBytes = maxBytes;
        this.arrivals = arrivals;
    }

    public void post(Context ctx) throws IOException {
        NewUpload wanted = Bodies.json(ctx, NewUpload.class);
        if (wanted.fileName() == null || wanted.fileName().isBlank()) {
            throw ApiError.invalid("file_name is needed", "file_name");
        }
        if (wanted.sizeBytes() == null || wanted.sizeBytes() < 1) {
            throw ApiError.invalid("size_bytes is needed, from 1 on", "size_bytes");
        }
        if (wanted.sizeBytes() > maxBytes) {
            throw ApiError.tooLarge("a file here has at most " + maxBytes + " bytes");
        }
        NewVideo video =
                NewVideo.uploaded(
                        wanted.collection(),
                        wanted.title() == null ? wanted.fileName() : wanted.title(),
                        wanted.metadata());
        Upload upload =
                places.bucket().isPresent()
                        ? intoBucket(ctx, places.bucket().get(), wanted)
                        : intoFolder(ctx, folder(), wanted, video);
        ctx.status(201).header("Cache-Control", "no-store").json(upload);
    }

    private UploadStore folder() {
        return places.folder().orElseThrow(AddVideoApi::noFiles);
    }

    private static Upload intoBucket(Context ctx, BucketUploads bucket, NewUpload wanted) {
        String tenant = Caller.of(ctx).tenant();
        String path = UploadStore.path(tenant, PendingUploads.newId(), wanted.fileName());
        BucketUploads.Put put = bucket.put(path, wanted.sizeBytes(), VALID_FOR);
        return new Upload(
                put.url(),
                "PUT",
                put.headers(),
                VideoIds.videoId(tenant, put.uri(), ""),
                put.uri(),
                put.until().toString());
    }

    private static Upload intoFolder(
            Context ctx, UploadStore store, NewUpload wanted, NewVideo video) throws IOException {
        String tenant = Caller.of(ctx).tenant();
        store.room(tenant, wanted.sizeBytes()).close();
        String id = PendingUploads.newId();
        String videoId = VideoIds.videoId(tenant, PATH + id, "");
        store.pending()
                .add(
                        id,
                        new PendingUploads.Pending(
                                tenant,
                                wanted.fileName(),
                                wanted.sizeBytes(),
                                video.withId(videoId)));
        Instant until = Instant.now().plus(VALID_FOR).truncatedTo(ChronoUnit.SECONDS);
        return new Upload(
                MediaLinks.of(ctx).toPut(PATH + id, until),
                "PUT",
                Map.of(),
                videoId,
                null,
                until.toString());
    }

    /** Takes the bytes that {@link #post} allowed, once; after a failure they may be sent again. */
    public void put(Context ctx) throws IOException {
        UploadStore store = folder();
        String tenant = Caller.of(ctx).tenant();
        String id = ctx.pathParam("id");
        PendingUploads.Pending pending = store.pending().take(tenant, id);
        boolean kept = false;
        try {
            keep(ctx, store, id, pending);
            kept = true;
        } finally {
            if (kept) {
                store.pending().done(tenant, id);
            } else {
                store.pending().giveBack(tenant, id);
            }
        }
    }

    private void keep(Context ctx, UploadStore store, String id, PendingUploads.Pending pending)
            throws IOException {
        long length = ctx.req().getContentLengthLong();
        if (length < 0) {
            throw new ApiError(411, "length_required", "an upload needs a Content-Length");
        }
        if (length != pending.sizeBytes()) {
            throw ApiError.invalid(
                    "these are not the " + pending.sizeBytes() + " bytes that were announced",
                    "Content-Length");
        }
        String tenant = pending.tenant();
        Path stored;
        try (UploadStore.Room room = store.room(tenant, length);
                InputStream content =
                        store.pending().keeping(tenant, id, ctx.req().getInputStream())) {
            stored = store.store(tenant, content, pending.fileName());
        }
        List<NewVideo> video = List.of(pending.video().at(stored.toUri().toString()));
        AddVideoApi.answer(ctx, arrivals.announce(tenant, video).get(0));
    }
}
