package io.zoetrope.operators;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.domain.store.MediaSourceOpener;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.VideoReaders;
import java.io.IOException;

/** A reader and the bytes below it. For one thread. */
public final class OpenVideo implements AutoCloseable {
    private final MediaSource source;
    private final VideoReader reader;

    private OpenVideo(MediaSource source, VideoReader reader) {
        this.source = source;
        this.reader = reader;
    }

    /** Opens bytes and reader; the caller closes what it gets, which closes both. */
    public static OpenVideo open(MediaSourceOpener sources, VideoReaders readers, String uri)
            throws RejectedInput, IOException {
        MediaSource source = sources.open(uri);
        boolean opened = false;
        try {
            VideoReader reader = readers.open(source, fileName(uri));
            opened = true;
            return new OpenVideo(source, reader);
        } finally {
            if (!opened) {
                source.close();
            }
        }
    }

    public VideoReader reader() {
        return reader;
    }

    /** Version of the bytes as they were when they were opened. */
    public String version() {
        return source.version();
    }

    @Override
    public void close() throws IOException {
        try {
            reader.close();
        } finally {
            source.close();
        }
    }

    private static String fileName(String uri) {
        return uri.substring(uri.lastIndexOf('/') + 1);
    }
}
