package io.zoetrope.operators;

import io.zoetrope.domain.MediaSource;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.media.VideoReader;
import java.io.IOException;
import java.io.Serializable;

/** Makes a reader over opened bytes. Thread-safe. */
@FunctionalInterface
public interface VideoReaderFactory extends Serializable {
    /**
     * @param source stays open; its opener closes it after the reader
     * @param name file name for messages
     * @throws RejectedInput where these bytes are no video that is read here
     * @throws IOException where the source failed in a way that may pass
     */
    VideoReader open(MediaSource source, String name) throws RejectedInput, IOException;
}
