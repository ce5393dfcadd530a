package io.zoetrope.operators;

import io.zoetrope.domain.store.MediaSourceOpener;
import java.io.Serializable;

/**
 * How a step gets from a uri to a reader.
 *
 * @param sources opens only what the configuration allows
 * @param captions of the videos
 */
public record VideoAccess(
        MediaSourceOpener sources, VideoReaderFactory readers, CaptionAccess captions)
        implements Serializable {
    /** Without caption files. */
    public VideoAccess(MediaSourceOpener sources, VideoReaderFactory readers) {
        this(sources, readers, CaptionAccess.NONE);
    }
}
