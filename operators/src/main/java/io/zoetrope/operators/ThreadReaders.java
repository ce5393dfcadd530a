package io.zoetrope.operators;

import io.zoetrope.domain.RejectedInput;
import io.zoetrope.domain.store.MediaSource;
import io.zoetrope.media.ReaderLimits;
import io.zoetrope.media.VideoReader;
import io.zoetrope.media.VideoReaders;
import io.zoetrope.media.ffmpeg.FfmpegReaders;
import java.io.IOException;

/** Decodes in this process, on the caller's thread: what a decoder does wrong, this process did. */
public record ThreadReaders(ReaderLimits limits) implements VideoReaderFactory {
    @Override
    public VideoReaders decoding() {
        return new InThread(limits);
    }

    @Override
    public VideoReaders probing() {
        return new InThread(limits);
    }

    private record InThread(ReaderLimits limits) implements VideoReaders {
        @Override
        public VideoReader open(MediaSource source, String name) throws RejectedInput, IOException {
            return FfmpegReaders.open(source, name, limits);
        }

        @Override
        public void close() {}
    }
}
