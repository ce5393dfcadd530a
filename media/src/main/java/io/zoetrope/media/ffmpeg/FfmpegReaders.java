package io.zoetrope.media.ffmpeg;

import io.zoetrope.domain.Reason;
import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.VideoReader;
import java.io.IOException;

/** Opens files with pictures, and those with nothing but sound. */
public final class FfmpegReaders {
    private FfmpegReaders() {}

    /**
     * Opens a file. A cover picture alone makes no video: such a file is one of sound.
     *
     * @param source stays the caller's to close, after the reader
     * @param name of the file, for sentences that people read
     * @throws RejectedInput as {@link FfmpegVideoReader#open} says; {@code no_video_track} only if
     *     there is neither picture nor sound
     * @throws IOException what the source threw
     */
    public static VideoReader open(MediaSource source, String name, ReaderLimits limits)
            throws RejectedInput, IOException {
        try {
            return FfmpegVideoReader.open(source, name, limits);
        } catch (RejectedInput e) {
            if (!e.reason().equals(Reason.NO_VIDEO_TRACK.wire())) {
                throw e;
            }
            FfmpegSoundReader reader = FfmpegSoundReader.open(source, name, limits);
            if (reader == null) {
                throw e;
            }
            return reader;
        }
    }
}
