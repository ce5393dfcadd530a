package io.zoetrope.media;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.store.MediaSource;
import java.io.IOException;

/** Opens videos. Who started it closes it, after the readers that it gave. */
public interface VideoReaders extends AutoCloseable {
    /**
     * @param source stays the caller's to close, after the reader
     * @param name of the file, for sentences that people read
     * @throws RejectedInput if these bytes are no video that is read here
     * @throws DecoderLost if the process that was to read them is lost over it
     * @throws IOException if the source failed in a way that may pass
     */
    VideoReader open(MediaSource source, String name) throws RejectedInput, IOException;

    @Override
    void close();
}
