package io.zoetrope.operators;

import io.zoetrope.domain.MediaSourceOpener;
import io.zoetrope.domain.RejectedInput;
import java.io.IOException;
import java.io.Serializable;

/**
 * How a step gets from a uri to a reader.
 *
 * @param sources opens only what the configuration allows
 */
public record VideoAccess(MediaSourceOpener sources, VideoReaderFactory readers)
        implements Serializable {
    /** Opens bytes and reader; the caller closes what it gets, which closes both. */
    public OpenVideo open(String uri) throws RejectedInput, IOException {
        return OpenVideo.open(this, uri);
    }
}
