package io.zoetrope.query.media;

import io.zoetrope.domain.Thumbnail;
import io.zoetrope.domain.VideoIds;
import io.zoetrope.query.http.Content;
import java.io.IOException;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** The stored pictures of videos. Thread-safe. */
public final class Thumbnails {
    private static final Pattern PICTURE = Pattern.compile("\\d{1,18}\\.jpg");
    private static final long MICROS = 1_000;

    private final PictureStore store;

    /**
     * @param store closed by the caller
     */
    public Thumbnails(PictureStore store) {
        this.store = store;
    }

    /**
     * The picture nearest to a media time; empty where the video has none.
     *
     * @param ms media time in milliseconds
     * @throws IOException where the store does not answer
     */
    public Optional<Content> nearest(String tenant, String videoId, long ms) throws IOException {
        // Neither dots nor slashes: nothing but a folder of keyframes/ can be named.
        if (!VideoIds.isId(videoId)) {
            return Optional.empty();
        }
        String exact = Thumbnail.pathOf(VideoIds.key(tenant, videoId), ms * MICROS);
        Optional<Content> picture = store.find(exact);
        return picture.isPresent()
                ? picture
                : other(exact.substring(0, exact.lastIndexOf('/')), ms);
    }

    private Optional<Content> other(String folder, long ms) throws IOException {
        Optional<String> name =
                store.names(folder).stream()
                        .filter(candidate -> PICTURE.matcher(candidate).matches())
                        .min(Comparator.comparingLong(candidate -> Math.abs(time(candidate) - ms)));
        return name.isPresent() ? store.find(folder + "/" + name.get()) : Optional.empty();
    }

    private static long time(String picture) {
        return Long.parseLong(picture.substring(0, picture.length() - ".jpg".length()));
    }
}
