package io.zoetrope.query.embed;

import io.zoetrope.domain.RejectedInput;
import java.io.IOException;
import java.util.List;

/** Decodes a short video that somebody searches by. Thread-safe; its opener closes it. */
public interface ClipReader extends AutoCloseable {
    /** Of a clip no more is looked at. */
    int MOST_SECONDS = 30;

    /**
     * What a clip shows and how it sounds.
     *
     * @param pictures JPEGs, one a second, in order; at least one
     * @param sound a WAV file, mono; empty if nothing is heard
     */
    record Clip(List<byte[]> pictures, byte[] sound) {}

    /**
     * @param name of the file, for what is said of it
     * @throws RejectedInput if the bytes are no video, or one that takes too long
     * @throws IOException if no decoder is free
     */
    Clip read(byte[] bytes, String name) throws RejectedInput, IOException;

    @Override
    void close();
}
