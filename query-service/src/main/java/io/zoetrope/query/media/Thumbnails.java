package io.zoetrope.query.media;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.domain.picture.Thumbnail;
import io.zoetrope.query.http.content.Content;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The stored pictures of videos. One that is asked for by its exact time costs one read; any other
 * also one look at its neighbours' names, or, far from all of them, a list that is kept for a
 * while. Thread-safe.
 */
public final class Thumbnails {
    private static final Pattern PICTURE = Pattern.compile("\\d{1,18}\\.jpg");
    private static final Pattern CROP = Pattern.compile("\\d{1,18}-\\d{1,9}\\.jpg");
    private static final long MICROS = 1_000;

    /** How far around a time names are looked at first. */
    private static final long NEAR_MS = 60_000;

    private static final int NEAR_NAMES = 200;
    private static final int MAX_NAMES = 20_000;
    private static final long MAX_KEPT_TIMES = 2_000_000;
    private static final Duration LISTS_KEPT = Duration.ofMinutes(1);

    private final PictureStore store;
    private final Cache<String, long[]> lists =
            Caffeine.newBuilder()
                    .maximumWeight(MAX_KEPT_TIMES)
                    .weigher((String folder, long[] times) -> times.length + 1)
                    .expireAfterWrite(LISTS_KEPT)
                    .build();

    /**
     * @param store closed by the caller
     */
    public Thumbnails(PictureStore store) {
        this.store = store;
    }

    /**
     * The picture nearest to a media time; empty if the video has none.
     *
     * @param ms media time in milliseconds
     * @throws IOException if the store does not answer
     */
    public Optional<Content> nearest(String tenant, String videoId, long ms) throws IOException {
        // Neither dots nor slashes: nothing but a folder of keyframes/ can be named.
        if (!VideoIds.isId(videoId)) {
            return Optional.empty();
        }
        String key = VideoIds.key(tenant, videoId);
        Optional<Content> picture = store.find(Thumbnail.pathOf(key, ms * MICROS));
        if (picture.isPresent()) {
            return picture;
        }
        OptionalLong nearest = nearestTime(Thumbnail.folderOf(key), ms);
        return nearest.isPresent()
                ? store.find(Thumbnail.pathOf(key, nearest.getAsLong() * MICROS))
                : Optional.empty();
    }

    /**
     * An object's own picture.
     *
     * @param name of its file, as the last part of {@link Thumbnail#cropPathOf}
     * @throws IOException if the store does not answer
     */
    public Optional<Content> crop(String tenant, String videoId, String name) throws IOException {
        if (!VideoIds.isId(videoId) || !CROP.matcher(name).matches()) {
            return Optional.empty();
        }
        return store.find(Thumbnail.cropFolderOf(VideoIds.key(tenant, videoId)) + "/" + name);
    }

    /**
     * Times of all pictures of a video, milliseconds, ascending; as far as they are known for a
     * minute.
     *
     * @throws IOException if the store does not answer
     */
    long[] times(String tenant, String videoId) throws IOException {
        return VideoIds.isId(videoId)
                ? all(Thumbnail.folderOf(VideoIds.key(tenant, videoId)))
                : new long[0];
    }

    private OptionalLong nearestTime(String folder, long ms) throws IOException {
        String before = Thumbnail.pathOf("", Math.max(0, ms - NEAR_MS) * MICROS);
        long[] near = times(store.names(folder, fileName(before), NEAR_NAMES));
        OptionalLong nearest = nearest(near, ms);
        return nearest.isPresent() && Math.abs(nearest.getAsLong() - ms) < NEAR_MS
                ? nearest
                : nearest(all(folder), ms);
    }

    private long[] all(String folder) throws IOException {
        long[] known = lists.getIfPresent(folder);
        if (known == null) {
            known = times(store.names(folder, "", MAX_NAMES));
            lists.put(folder, known);
        }
        return known;
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static long[] times(List<String> names) {
        return names.stream()
                .filter(name -> PICTURE.matcher(name).matches())
                .mapToLong(name -> Long.parseLong(name.substring(0, name.length() - 4)))
                .toArray();
    }

    private static OptionalLong nearest(long[] times, long ms) {
        return Arrays.stream(times)
                .boxed()
                .min((a, b) -> Long.compare(Math.abs(a - ms), Math.abs(b - ms)))
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }
}
