package io.zoetrope.operators;

import io.zoetrope.media.VideoReaders;
import java.io.Serializable;

/** How videos are decoded; travels with the job. Thread-safe. */
public interface VideoReaderFactory extends Serializable {
    /** For one decoding subtask: one video at a time, one thread. */
    VideoReaders decoding();

    /** For one packaging subtask, as {@link #decoding}: no pictures are asked for. */
    default VideoReaders packaging() {
        return decoding();
    }

    /** For probing: many videos at a time, any thread; some wait if there are too many. */
    VideoReaders probing();
}
