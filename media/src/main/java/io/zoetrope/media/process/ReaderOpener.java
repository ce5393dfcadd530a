package io.zoetrope.media.process;

import io.zoetrope.domain.MediaSource;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.VideoReader;
import java.io.IOException;

/** Opens a video inside the decoder's process. */
@FunctionalInterface
public interface ReaderOpener {
    VideoReader open(MediaSource source, String name, ReaderLimits limits)
            throws RejectedInput, IOException;
}
