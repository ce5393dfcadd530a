package io.zoetrope.query.media;

import io.zoetrope.domain.MediaInfo;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.media.playback.MadeTrack;
import io.zoetrope.query.http.content.FileContent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * What a clip of a video can be made of: its source, if it may be played from here, or what is
 * stored of it for playback. Thread-safe.
 */
public final class ClipSources {
    private static final long OFFSET_US = MadeTrack.OFFSET_SECONDS * 1_000_000L;

    private final LocalSources sources;
    private final Optional<PictureStore> store;

    /**
     * @param store closed by the caller
     */
    public ClipSources(LocalSources sources, Optional<PictureStore> store) {
        this.sources = sources;
        this.store = store;
    }

    /** Opens the bytes for a stretch. */
    @FunctionalInterface
    interface Opener {
        Opened open(long startUs, long endUs) throws RejectedInput, IOException;
    }

    /**
     * The bytes, and what times in them are later than media time, by what a reader says of them.
     *
     * @param source closed by the caller
     */
    record Opened(MediaSource source, ToLongFunction<MediaInfo> laterUs) {}

    /**
     * Something that a clip can be made of.
     *
     * @param version changes whenever clips of it would be others
     * @param endUs media time up to which it is there; the most there is if all of it is
     */
    public record Found(String version, long endUs, Opener opener) {
        /**
         * Whether all of a stretch is there. What lies behind the video's end is nowhere.
         *
         * @param endMs where the stretch ends, in media time
         * @param durationMs of the video, 0 if it is not known
         */
        public boolean reaches(long endMs, long durationMs) {
            long wantedMs = durationMs > 0 ? Math.min(endMs, durationMs) : endMs;
            return endUs == Long.MAX_VALUE || wantedMs <= endUs / 1000;
        }
    }

    /**
     * @param uri of the video's source
     * @param probed whether the job took the source for a video
     * @return empty if nothing of it is within reach
     * @throws IOException if the store does not answer
     */
    public Optional<Found> find(String tenant, String videoId, String uri, boolean probed)
            throws IOException {
        Optional<Path> file = probed ? sources.open(tenant, uri) : Optional.empty();
        return file.isPresent() ? Optional.of(ofFile(file.get())) : stored(tenant, videoId);
    }

    private static Found ofFile(Path file) throws IOException {
        String version = "file " + FileContent.of(file).etag();
        return new Found(
                version,
                Long.MAX_VALUE,
                (startUs, endUs) -> new Opened(new SourceFile(file), info -> 0));
    }

    private Optional<Found> stored(String tenant, String videoId) throws IOException {
        if (store.isEmpty() || !VideoIds.isId(videoId)) {
            return Optional.empty();
        }
        PictureStore files = store.get();
        return StoredVideo.read(files, "hls/" + VideoIds.key(tenant, videoId))
                .map(
                        video ->
                                new Found(
                                        video.version(),
                                        video.endUs(),
                                        (startUs, endUs) -> opened(files, video, startUs, endUs)));
    }

    private static Opened opened(PictureStore files, StoredVideo video, long startUs, long endUs)
            throws RejectedInput, IOException {
        StoredStretch stretch = StoredStretch.open(files, video, startUs, endUs);
        // Readers count times of transport streams from the first there is.
        return new Opened(
                stretch,
                video.streamed() ? info -> info.startUs() - stretch.startUs() : info -> OFFSET_US);
    }
}
