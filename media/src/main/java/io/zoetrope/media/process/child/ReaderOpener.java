package io.zoetrope.media.process.child;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.VideoReader;
import java.io.IOException;

/** Opens a video inside the decoder's process. */
@FunctionalInterface
public interface ReaderOpener {
    VideoReader open(MediaSource source, String name, ReaderLimits limits)
            throws RejectedInput, IOException;
}
