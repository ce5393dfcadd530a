package io.zoetrope.sources;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.domain.store.MediaSourceOpener;
import java.io.IOException;

/**
 * Small objects of stores are fetched whole when they are first read, once for all who read them in
 * this process: a clip is opened to look into it, to index it and to prepare its playback. Larger
 * ones are read by range, as is a small one whose store is slow or for which the disk has no room.
 */
public final class FetchedSources implements MediaSourceOpener {
    private static final long serialVersionUID = 1L;
    private static final String FILE = "file:";

    private final MediaSourceOpener sources;
    private final FetchOptions options;

    private FetchedSources(MediaSourceOpener sources, FetchOptions options) {
        this.sources = sources;
        this.options = options;
    }

    /**
     * @param sources which are asked at every opening, so that what may be read, and in which
     *     version it is there, is never known from a copy
     */
    public static MediaSourceOpener of(MediaSourceOpener sources, FetchOptions options) {
        return options.mostBytes() == 0 ? sources : new FetchedSources(sources, options);
    }

    @Override
    public MediaSource open(String uri) throws RejectedInput, IOException {
        MediaSource source = sources.open(uri);
        boolean local = uri.regionMatches(true, 0, FILE, 0, FILE.length());
        boolean small = source.size() > 0 && source.size() <= options.mostBytes();
        if (local || !small || source.version().isEmpty()) {
            return source;
        }
        return new FetchedSource(source, uri, Scratch.of(options));
    }
}
